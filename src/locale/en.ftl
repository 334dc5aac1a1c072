# English

language-name = English

nearest = I found no sentence that surely answers this. What comes closest:
nearest-unsure = I am not sure enough to answer. The likeliest in the documents:
nearest-about = The documents speak of “{ $subject }”, but I found no sentence that surely says { $asked ->
    [how-many] how many or how much
    [share] what share
    [rank] which rank
    [when] when
    [who] who
    [where] where
    [list] which ones
    [why] why
    [how] how
    [whether] whether it is so
   *[what] this
}. What comes closest:
nearest-about-how = The documents speak of “{ $subject }”, but I found no sentence that surely says how: { $doing }. What comes closest:
nearest-none = I found no sentence that surely answers this.
nearest-possible = Words in bold may be the answer: check them against the source.
nearest-possible-words = What may be the answer: { $words }. Check it against the source.
abstained = The documents do not seem to answer this.
abstained-hint = The documents cover, for example: { $subjects }.
source-date-inferred = {" "}(date inferred)
undated = undated
source-vanished = The documents have changed and no longer hold this text. What was quoted then:
offers = Questions that the documents do answer:
offer-what = Tell me about { $subject }

start =
    Hello! I answer questions on Hong Kong's innovation and technology policy from a set of documents. Every sentence comes with its source, and when the documents do not say, I say so.

    { $place ->
        [group] Write /ask and your question
       *[private] Just type a question
    }{ $offers ->
        [0] {"."}
       *[other] {", or try one of those below."}
    }

    /sources lists the documents, /help shows how to ask, /privacy says what I keep.
help =
    How to ask:
    • Type your question here, in Chinese (Traditional, Simplified or spoken Cantonese) or English.
    • In a group, use /ask followed by the question, mention me, or reply to my message. Reply to someone's message with /ask to ask that message.
    • To correct a question, edit your message; the answer follows.

    How I answer:
    • Answers quote the documents word for word. [1] and [2] number the sources: tap a quotation to see all of it, press a number to read what stands around it.
    • When the documents do not answer, I say so and show what comes closest.
    • Check figures and dates against the original before you print them.

    Commands:
    /ask question — ask
    /search words — passages only, no answer
    /verify text — is this sentence, quotation or figure in the documents?
    /why — how the last answer came about
    /sources — the documents
    /latest — the newest documents
    /settings — language, length of answers, quiet hours
    /feedback text — a word to whoever runs this bot
    /privacy — what is kept
    /forget — delete what is kept about me
    /cancel — stop the answer under way
    /help — how to ask
help-group =
    In a group I speak only when spoken to:
    • /ask followed by the question; in reply to someone's message, /ask alone asks that message
    • a mention of @{ $bot } anywhere in a message
    • a reply to a message of mine

    I do not receive other messages, and never answer them: that is Telegram's privacy mode.

    /search words — passages only
    /verify text — is it in the documents?
    /why — how the last answer came about
    /sources — the documents
    /latest — the newest documents
    /settings@{ $bot } — settings of the group (administrators only)
greeting =
    Hello! I answer questions on Hong Kong's innovation and technology policy from documents, each sentence with its source.

    I answer to /ask and a question, to @{ $bot }, and to replies to me. Administrators can set the language and who may ask with /settings@{ $bot }.
greeting-private =
    Hello! I answer questions on Hong Kong's innovation and technology policy from documents, each sentence with its source.

    I answer to /ask and a question, to @{ $bot }, and to replies to me. I do not see other messages: Telegram's privacy mode keeps them from me.

    Administrators can set the language and who may ask with /settings@{ $bot }.
attachment-voice = I cannot listen to voice messages. Please type your question.
attachment-picture = I cannot see what is in a picture. Please type your question, or paste the words of the picture.
attachment-sticker = Nice sticker 🙂 Type a question on innovation and technology policy whenever you like.
attachment-file = I cannot read the file you sent; I answer only from the documents I have. You can paste a passage of it with your question.
attachment-place = I have no use for a location. Please type your question.
attachment-other = I only understand text. Please write what you would like to know.
courtesy-greeting = Hello! What would you like to know about Hong Kong’s innovation and technology policy? Just ask.
courtesy-acknowledgement = Good. Ask whenever you have another question.
courtesy-thanks = You’re welcome! Ask whenever you have another question.
courtesy-goodbye = Goodbye!
courtesy-identity = I am a question-answering bot. I answer only from a set of documents on Hong Kong’s innovation and technology policy, every sentence with its source. I am not a person, and I do not make up what the documents do not say.
courtesy-abilities = Ask me for figures, dates, people, schemes and arrangements in these documents: you get a short answer with the words it rests on. When the documents do not say, I say so. /sources lists the documents, /help has more.
courtesy-maker = I am an open-source program, run by whoever set up this bot. To reach them, use /feedback followed by your message.
courtesy-dispute = I only quote the documents; here is the passage to check against. If I quoted it wrongly, press 👎 below the answer or use /feedback.
courtesy-missed = Sorry, that missed your question. Please ask again with the name of the scheme, the body or the year, or use /search with keywords to read the passages yourself.
nothing-before = There is no answer of the last hour to go on from. Please ask a question first.
ask-empty = Write your question after /ask, or reply to a message with /ask.
question-empty = There are no words in that message to look up. Please write what you want to know in a sentence.
question-too-long = The question has { $length } characters; the limit is { $limit }. Please shorten it.
failed = Sorry, something went wrong and I could not answer. Please ask again.
failed-noted = Sorry, something went wrong with this, and I have noted it (no. { $id }).
stale = Sorry, I was interrupted for a while and did not get to this in time. If you still want to know, please ask again.
sources-title = { $count ->
    [one] There is one document:
   *[other] There are { $count } documents:
}
sources-found = { $count ->
    [one] One document matches:
   *[other] { $count } documents match, newest first:
}
sources-none = No document matches. Use words of a publisher or a title, or a year: /sources Cyberport 2024.
sources-selected = { $count ->
    [one] One document: { $names }
   *[other] { $count } documents: { $names }
}
sources-narrow = Choose a publisher or a year, or write words after the command: /sources Cyberport 2024.
sources-unnamed = publisher not named
year = { $year }
latest-title = The newest documents:
section-opening = Opening
document-gone = This document was removed or has changed; see /sources again.
unknown-command = There is no such command. /help shows what I can do.
search-empty = Write what to look for after /search.
search-title = { $count ->
    [one] One passage: { $question }
   *[other] { $count } passages: { $question }
}
search-nothing = The documents have no passage on this.
verify-empty = Write a sentence, a quotation or a figure after /verify, or send /verify in reply to a message.
verify-verbatim = The documents say this, word for word.
verify-figures = The figures stand in the documents, in other words. See whether they are said of the same thing.
verify-altered = The documents say this otherwise:
verify-other-words = “{ $given }” here; “{ $printed }” in the document.
verify-added-words = “{ $given }” is not in the document.
verify-omitted-words = “{ $printed }” is in the document and not here.
verify-newer = A newer document ({ $day }) has it otherwise:
verify-absent = Not found in the documents. What comes closest:
verify-nothing = Not found in the documents.
verify-missing = Nothing close to it has { $figures }.
verify-left-out = { $count ->
    [one] One more sentence was not looked for; send it by itself.
   *[other] { $count } more sentences were not looked for; send them by themselves.
}
more-title = Other passages on this:
cited-title = Sources:
more-nothing = There are no other passages on this.
one-at-a-time = Two of your questions are still being answered; please wait a moment. /cancel stops them.
cancelled = Stopped.
nothing-to-cancel = No answer is under way.
access-closed = This bot is for those who were invited. Ask whoever runs it for a link.
access-admins = In this group only administrators may ask.
too-many = That was a lot of questions. Please ask again in { $seconds } s.
inline-closed = For those who were invited: see how
invited = Welcome! You can ask now.
too-old = This answer is too old and I no longer have it. Please ask again.
not-yours = These buttons belong to the person who asked. Ask with /ask to have your own.

vote-up = Thank you!
vote-down = Thank you. What was wrong?
vote-down-group = Thank you. What was wrong? Tell us with /feedback.
vote-taken-back = Taken back.
reason-beside = Not what I asked
reason-wrong = Wrong or out of date
reason-unclear = Hard to read
reason-thanks = Thank you; noted.
reason-first-vote = Press 👎 first.

button-more = More sources
button-export = Export
button-private = Ask in private
button-sections = Sections
button-original = Original
button-close = Close
button-documents = All documents
button-back = Back to the passage
button-send = Send
button-discard = Do not send

settings-title = Your settings:
settings-title-group = Settings of this group (administrators only):
settings-admins = Only administrators of the group can change its settings.
settings-saved = Saved.
language-title = Which language should I use? "Automatic" follows the question.
language-auto = Automatic
length-short = Quotes only
length-full = With context
asking-everyone = Everyone may ask
asking-admins = Admins only
feedback-on = Rating buttons
feedback-off = No ratings
quiet-off = With sound
quiet-hours = Silent { $from }–{ $until } h

feedback-empty = Write your message after /feedback.
feedback-thanks = Thank you; your message was received.
privacy =
    What I keep:
    • your last few questions, so that you can follow up; not used after an hour
    • the answers I gave and the passages they quote, so that their buttons go on working
    • your settings, your ratings, and what you write with /feedback

    Questions, answers and ratings are kept for { $days } days and then deleted. What is said in groups and in private is kept apart and never mixed. I neither see nor keep messages in groups that are not meant for me.

    /forget deletes everything about you at once.
forgotten = { $count ->
    [0] Nothing was kept about you.
   *[other] Everything about you is deleted.
}

stats = Chats { $chats } · answers: { $outcomes } · 👍 { $up } · 👎 { $down }
documents-faulty = ⚠️ Some documents cannot be read; please check them:
    { $faults }
documents-unread = ⚠️ The documents have changed and cannot be read again; the earlier version is used for now.
    { $faults }
reindexed = { $count ->
    [one] Read again: one document.
   *[other] Read again: { $count } documents.
}
reloaded = The settings were read again.
owner-failed = This failed: { $reason }
stand-whom = Give the id of a person or a group, or reply to the person's message.
banned = { $who } is banned.
unbanned = { $who } is as everyone else again.
allowed = { $who } may ask now.
broadcast-empty = Write the message after /broadcast.
broadcast-preview = This goes to { $count ->
    [one] one chat
   *[other] { $count } chats
}:
broadcast-begun = Sending.
broadcast-dropped = Not sent.
broadcast-done = Sent to { $count ->
    [one] one chat
   *[other] { $count } chats
}.

command-ask = Ask: write your question after /ask
command-search = Passages only, no answer
command-verify = Is this sentence or figure in the documents?
command-why = How did the last answer come about?
command-sources = The documents
command-latest = The newest documents
command-language = Language
command-settings = Settings
command-feedback = A word to whoever runs this bot
command-privacy = What is kept
command-forget = Delete what is kept about me
command-help = How to ask
command-stats = Usage
command-reindex = Read the documents again
command-reload = Read the settings again
command-broadcast = Write to all chats
command-ban = Keep someone out
command-unban = Lift a ban
command-allow = Let someone in
bot-name = Innovation policy Q&A
bot-description = I answer questions on Hong Kong's innovation and technology policy from a set of documents. Every sentence comes with its source, and when the documents do not say, I say so. Just type a question, in Chinese or English.
bot-short-description = Hong Kong innovation and technology policy: answers with sources.

chat-welcome = { $documents ->
    [one] { $documents } document
   *[other] { $documents } documents
}, { $passages } passages. Type a question and press Enter; an empty line or Ctrl-D leaves.
chat-help =
    Type a question and press Enter. Follow-ups work: “what about the east bridge?”, “why?”.
    You can also say “tell me more” for further passages, “source?” for where it stands, “in Chinese please” for another language, “shorter” for the answer alone.
    /search WORDS finds passages, /verify TEXT checks a sentence, /sources lists the documents, /why says how the last answer came about.
    /exit leaves; the arrow keys bring back earlier lines.
chat-unknown = There is no such command. /help shows how to ask, /exit leaves.
courtesy-maker-terminal = I am an open-source program.
courtesy-dispute-terminal = I only quote the documents; this is where to check them.
courtesy-missed-terminal = Sorry, that missed your question. Please ask again with the name of the scheme, the body or the year.

date-day = { $day } { $name } { $year }
date-days = { $from } to { $to } { $name } { $year }
date-month = { $name } { $year }
date-months = { $from } to { $to } { $year }
date-part-of-month = { $part ->
    [early] early { $name }
    [middle] mid-{ $name }
   *[late] late { $name }
} { $year }
date-quarter = { $quarter ->
    [1] the first quarter
    [2] the second quarter
    [3] the third quarter
   *[4] the fourth quarter
} of { $year }
date-half = { $half ->
    [1] the first half
   *[2] the second half
} of { $year }
date-part-of-year = { $part ->
    [early] early { $year }
    [middle] mid-{ $year }
   *[late] the end of { $year }
}
date-year = { $year }
date-fiscal-year = the { $year }-{ $next } financial year
date-span = { $from } to { $to }
month-name = { $month ->
    [1] January
    [2] February
    [3] March
    [4] April
    [5] May
    [6] June
    [7] July
    [8] August
    [9] September
    [10] October
    [11] November
   *[12] December
}
that-is = that is, { $when }

overview = How each part of “{ $title }” begins:
profile = What the documents say of “{ $name }”:
short-dated = { $words } ({ $that })
short-list = The document lists { $count }:
short-printed = {" "}({ $words })
export-sources = Sources
export-made = Exported from Innovation policy Q&A on { $day }. Quotations are word for word; check them against the original before you print them.
note-follow-up = Following on, read as: { $words }
note-follow-up-about = Following on, about “{ $words }”.
note-follow-up-after = Following on from “{ $words }”.
note-follow-up-in = Following on, looked for in “{ $words }”.
note-absent = Nowhere in the documents: { $names }.
note-judgement = I only quote the documents: I do not judge, predict or advise.
note-fewer = The numbered items of the document end at { $count }.
note-source-chinese = The source is in Chinese; it is quoted as printed.
note-source-english = The source is in English; it is quoted as printed.
note-about = The quote is about: { $terms }
note-asked = “{ $words }” in your question: { $that }.
note-date = “{ $words }” in the text: { $that }.
note-figure = “{ $words }” in the text: { $figure }.
note-inferred = The document prints no full date; the one shown is inferred.
note-newer = A newer document, of { $day }, may say otherwise: check the last quotation as well.
note-of-days = What may be the answer comes from documents of different days; the newest is of { $day }.
note-differs = The documents differ: the newest comes first, then what earlier ones say.
as-of = { $day }:{" "}
source-copies = (also printed by: { $names })
note-as-of = This is from a document of { $day }; it may have changed since.
note-source-traditional = The source is in Traditional Chinese; it is quoted as printed.
figure-money = { $currency ->
    [hkd] HK${ $amount }
    [usd] US${ $amount }
    [cny] RMB { $amount }
    [eur] €{ $amount }
    [gbp] £{ $amount }
   *[jpy] JPY { $amount }
}
figure-rank = No. { $amount }
figure-people = { $amount } { $amount ->
    [1] person
   *[other] people
}
figure-about = about { $amount }
figure-nearly = nearly { $amount }
figure-more-than = more than { $amount }
figure-at-least = at least { $amount }
figure-at-most = up to { $amount }
figure-several = several times { $amount }
figure-measure = { $measure ->
    [year] { $amount } year
    [years] { $amount } years
    [month] { $amount } month
    [months] { $amount } months
    [week] { $amount } week
    [weeks] { $amount } weeks
    [hour] { $amount } hour
    [hours] { $amount } hours
    [minute] { $amount } minute
    [minutes] { $amount } minutes
    [kilometre] { $amount } kilometre
    [kilometres] { $amount } kilometres
    [metre] { $amount } metre
    [metres] { $amount } metres
    [square-kilometre] { $amount } square kilometre
    [square-kilometres] { $amount } square kilometres
    [square-metre] { $amount } square metre
    [square-metres] { $amount } square metres
    [square-foot] { $amount } square foot
    [square-foots] { $amount } square feet
    [hectare] { $amount } hectare
    [hectares] { $amount } hectares
    [tonne] { $amount } tonne
    [tonnes] { $amount } tonnes
    [point] { $amount } percentage point
   *[points] { $amount } percentage points
}
composed = Written by a language model; every sentence is checked against what it cites.
gate-uncited = it does not say which sentence it rests on
gate-unknown-citation = it cites [{ $words }], which is no sentence
gate-too-long = it is too long
gate-language = it is not in the language of the question
gate-figure = the sentences it cites do not have the figure “{ $words }”
gate-exactness = “{ $words }” differs from the “about”, “over” or “up to” of the source
gate-date = the sentences it cites do not have the date “{ $words }”
gate-name = the sentences it cites do not have the name “{ $words }”
gate-quotation = the sentences it cites do not have the words “{ $words }”
gate-polarity = it says yes, or done, where the source says no, or not yet, or the other way round
gate-words = most of its words are not in the sentences it cites: { $words }
gate-relation = it says “{ $claimed }” where the source says “{ $read }”
why-chosen = The answer is a sentence of the documents, chosen by the program; no language model changed it. The estimate that it answers the question is { $percent }%, above the threshold of { $threshold }%.
why-chosen-by-words = The answer is a sentence of the documents, chosen by its words; no language model changed it.
why-nearest = No sentence reaches the threshold of { $threshold }% (the likeliest has { $percent }%), so only the nearest passages are shown.
why-nearest-by-words = No sentence has enough of the question’s words, so only the nearest passages are shown.
why-nothing = No passage of the documents is about this.
why-composed = A language model wrote the answer. Each sentence had to pass a check of its figures, dates, names, quoted words, yes or no, and whether a figure is of the thing it is said of.
why-searched = What was searched for: { $question }
why-terms = Words looked for: { $terms }
why-between = ;{" "}
why-forms = {" "}(also { $forms })
why-unknown = {" "}(not in the documents)
why-passages = Passages found:
why-score = score { $score }
why-likely = , likelihood { $percent }%
why-rewritten = The language model rewrote the follow-up as: { $question }
why-claims = What the language model wrote:
why-time = The language model took { $seconds } s.
why-failed = The language model did not reply, so a sentence of the documents is shown instead: { $error }
why-whole = The answer is a list or an overview from the documents; it is shown whole, and no language model rewrites it.
why-budget = Today’s allowance for the language model is spent, so a sentence of the documents is shown instead.
why-no-answer = The language model finds that these sentences do not answer the question.
why-nothing-passed = Nothing that the language model wrote passed the check, so it is not shown.
why-disagrees = The language model relied on other sentences than the likeliest answer, so a sentence of the documents is shown instead.
why-unsupported = What the language model wrote is in the source, but it is not clear that it answers the question, so it is not shown.
why-none = There is no answer to explain yet. Ask a question, then send /why.
why-heading = How this answer came about
