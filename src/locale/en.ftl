# English

nearest = The documents do not answer this directly. What comes closest:
abstained = The documents have nothing on this.
abstained-hint = Among what they cover: { $subjects }.
source-date-inferred = {" "}(date inferred)
source-unnamed = source unknown
undated = undated

start =
    Hello! I answer questions on Hong Kong's innovation and technology policy from a set of documents. Every sentence comes with its source, and when the documents do not say, I say so.

    Just type a question. Among what the documents cover: { $subjects }.

    /sources lists the documents, /help shows how to ask.
help =
    How to ask:
    • Type your question here, in Chinese (Traditional, Simplified or spoken Cantonese) or English.
    • In a group, use /ask followed by the question, or reply to someone's message with /ask to ask that message.

    How I answer:
    • Answers quote the documents word for word. [1] and [2] number the sources; tap a quotation to see all of it.
    • When the documents do not answer, I say so and show what comes closest.
    • Check figures and dates against the original before you print them.

    Commands:
    /ask question — ask
    /sources — the documents
    /help — how to ask
ask-empty = Write your question after /ask, or reply to a message with /ask.
question-empty = There are no words in that message to look up. Please write what you want to know in a sentence.
question-too-long = The question has { $length } characters; the limit is { $limit }. Please shorten it.
failed = Sorry, something went wrong and I could not answer. Please ask again.
sources-title = { $count ->
    [one] There is one document:
   *[other] There are { $count } documents:
}
unknown-command = There is no such command. /help shows what I can do.

command-ask = Ask: write your question after /ask
command-sources = The documents
command-help = How to ask
command-start = Start
bot-description = I answer questions on Hong Kong's innovation and technology policy from a set of documents. Every sentence comes with its source, and when the documents do not say, I say so. Just type a question, in Chinese or English.
bot-short-description = Hong Kong innovation and technology policy: answers with sources.

chat-welcome = { $documents } documents, { $passages } passages. Type a question and press Enter; an empty line or Ctrl-D leaves.

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

note-follow-up = Following on, read as: { $words }
note-source-chinese = The source is in Chinese; it is quoted as printed.
note-source-english = The source is in English; it is quoted as printed.
note-about = The quote is about: { $terms }
note-date = “{ $words }” in the text: { $that }.
