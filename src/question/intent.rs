//! What a message means that is no question about the documents: a greeting,
//! thanks, or something to be done with the last answer.
//!
//! Decided by whole messages: one that holds anything besides the words of
//! `lexicon/intents.tsv` is a question. A greeting before a question is left
//! out of it.

use std::collections::HashMap;
use std::sync::LazyLock;

use super::answer_type::AnswerType;
use super::asking;
use crate::text::language::Language;
use crate::text::list;
use crate::text::normalize::{Folded, fold};
use crate::text::whole;

/// What is meant. The later of two in one message counts: `hi, thanks`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum Intent {
    /// 你好, hello.
    Greeting,
    /// ok, 明白.
    Acknowledgement,
    /// 唔該晒, thank you.
    Thanks,
    /// 拜拜, goodbye.
    Goodbye,
    /// Who are you?
    Identity,
    /// What can you do?
    Abilities,
    /// Who made you?
    Maker,
    /// What is new?
    Latest,
    /// Which documents there are.
    Documents,
    /// The last answer again.
    Again,
    /// The last answer in a line.
    Shorter,
    /// The last answer in another language.
    InLanguage(Language),
    /// More about the last question.
    More,
    /// Where the last answer is from.
    Source,
    /// The last answer is wrong.
    Dispute,
    /// The last answer is not to what was asked.
    Missed,
    /// Stop answering.
    Stop,
}

/// What a message is.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Message<'a> {
    /// Something that is answered without a search.
    Meant(Intent),
    /// A question, without a greeting before it.
    Question(&'a str),
}

const FILE: &str = include_str!("lexicon/intents.tsv");

/// What a phrase does in a message.
#[derive(Debug, Clone, Copy)]
enum Role {
    /// It means something.
    Means(Intent),
    /// It stands beside what means something.
    Fills,
    /// Who writes tells who they are.
    Introduces,
    /// Who writes wants something, and tells more than who they are.
    Wants,
}

/// Each phrase with what it does.
static PHRASES: LazyLock<HashMap<&'static str, Role>> = LazyLock::new(|| {
    let known = |(phrase, kind)| Some((phrase, role(kind)?));
    list::entries(FILE).filter_map(known).collect()
});

/// The longest phrase, in characters.
static LONGEST: LazyLock<usize> =
    LazyLock::new(|| PHRASES.keys().map(|phrase| phrase.chars().count()).max().unwrap_or(0));

/// The role that the file calls `kind`.
fn role(kind: &str) -> Option<Role> {
    Some(Role::Means(match kind {
        "filler" => return Some(Role::Fills),
        "introduction" => return Some(Role::Introduces),
        "wanting" => return Some(Role::Wants),
        "greeting" => Intent::Greeting,
        "acknowledgement" => Intent::Acknowledgement,
        "thanks" => Intent::Thanks,
        "goodbye" => Intent::Goodbye,
        "identity" => Intent::Identity,
        "abilities" => Intent::Abilities,
        "maker" => Intent::Maker,
        "latest" => Intent::Latest,
        "documents" => Intent::Documents,
        "again" => Intent::Again,
        "shorter" => Intent::Shorter,
        "english" => Intent::InLanguage(Language::English),
        "traditional" => Intent::InLanguage(Language::TraditionalChinese),
        "simplified" => Intent::InLanguage(Language::SimplifiedChinese),
        "more" => Intent::More,
        "source" => Intent::Source,
        "dispute" => Intent::Dispute,
        "missed" => Intent::Missed,
        "stop" => Intent::Stop,
        _ => return None,
    }))
}

/// What `text` is.
pub fn read(text: &str) -> Message<'_> {
    let folded = fold(text);
    let chars = folded.chars();
    let (mut at, mut meant, mut greeted) = (0, None, 0);
    while at < chars.len() {
        let meaning = phrase(chars, at).filter(|(_, role)| !matches!(role, Role::Wants));
        let Some((length, role)) = meaning else {
            if !chars[at].is_alphanumeric() {
                at += 1;
                continue;
            }
            return Message::Question(without_greeting(text, &folded, greeted));
        };
        if matches!(role, Role::Introduces) {
            let greets = meant == Some(Intent::Greeting) && greeted > 0;
            if greets && tells(&chars[at..]) {
                return Message::Meant(Intent::Greeting);
            }
            return Message::Question(without_greeting(text, &folded, greeted));
        }
        at += length;
        if let Role::Means(intent) = role {
            meant = meant.max(Some(intent));
        }
        // What parts a greeting from a question is a mark or a space.
        let parted = chars.get(at).is_none_or(|next| !next.is_alphanumeric());
        if parted && matches!(meant, Some(Intent::Greeting | Intent::Thanks)) {
            greeted = at;
        }
    }
    meant.map_or(Message::Question(text), Message::Meant)
}

/// The longest that who writes is told by, in characters: a reporter of the Harbour Post.
const INTRODUCED: usize = 60;

/// Whether `words`, folded, only tell who somebody is: they ask nothing and want nothing.
fn tells(words: &[char]) -> bool {
    let said: String = words.iter().collect();
    let wants = list::words(FILE, "wanting").any(|word| whole::contains(&said, word));
    let asks = said.contains('?') || asking::read(&said).answer_type != AnswerType::Subject;
    words.len() <= INTRODUCED && !asks && !wants
}

/// The longest phrase at character `at`: its length, and what it does.
fn phrase(chars: &[char], at: usize) -> Option<(usize, Role)> {
    let latin = |at: Option<&char>| at.is_some_and(char::is_ascii_alphanumeric);
    let most = (*LONGEST).min(chars.len() - at);
    (1..=most).rev().find_map(|length| {
        let words: String = chars[at..at + length].iter().collect();
        let role = PHRASES.get(words.as_str()).or_else(|| PHRASES.get(one(&words)?.as_str()))?;
        let cut = latin(chars.get(at + length - 1)) && latin(chars.get(at + length))
            || at > 0 && latin(chars.get(at - 1)) && latin(chars.get(at));
        (!cut).then_some((length, *role))
    })
}

/// `words` said to one alone, where they are said to several or politely: 你係邊個 of 你哋係邊個.
fn one(words: &str) -> Option<String> {
    let one = words.replace('您', "你").replace("你哋", "你").replace("你们", "你");
    Some(one).filter(|one| one != words)
}

/// `text` from folded character `from` on, without the marks before it.
fn without_greeting<'a>(text: &'a str, folded: &Folded, from: usize) -> &'a str {
    let start = if from == 0 { 0 } else { folded.origin(0..from).end };
    let rest = text[start..]
        .trim_start_matches(|c: char| !c.is_alphanumeric() && !"「『《（(\"".contains(c));
    if rest.is_empty() { text } else { rest }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_messages_are_meant_so() {
        for (text, intent) in [
            ("你好！", Intent::Greeting),
            ("Hello there", Intent::Greeting),
            ("Good morning! I'm a reporter", Intent::Greeting),
            ("你好，我係記者", Intent::Greeting),
            ("你好，我係海港日報記者陳大文", Intent::Greeting),
            ("最近有咩新嘢？", Intent::Latest),
            ("give me the quote", Intent::Source),
            ("唔該晒", Intent::Thanks),
            ("Thank you so much!", Intent::Thanks),
            ("謝謝你啊", Intent::Thanks),
            ("hi, thanks!", Intent::Thanks),
            ("🙏🙏", Intent::Thanks),
            ("OK 👌", Intent::Acknowledgement),
            ("拜拜", Intent::Goodbye),
            ("你係邊個？", Intent::Identity),
            ("Who are you?", Intent::Identity),
            ("你識做咩㗎？", Intent::Abilities),
            ("What can you do?", Intent::Abilities),
            ("邊個整你出嚟㗎", Intent::Maker),
            ("tell me more", Intent::More),
            ("仲有呢？", Intent::More),
            ("Source?", Intent::Source),
            ("where does it say that?", Intent::Source),
            ("邊度講㗎？", Intent::Source),
            ("In English please", Intent::InLanguage(Language::English)),
            ("用简体字", Intent::InLanguage(Language::SimplifiedChinese)),
            ("用返中文", Intent::InLanguage(Language::TraditionalChinese)),
            ("請翻譯成英文", Intent::InLanguage(Language::English)),
            ("Can you reply in Chinese?", Intent::InLanguage(Language::TraditionalChinese)),
            ("唔明", Intent::Source),
            ("你錯咗喇", Intent::Dispute),
            ("That's wrong!", Intent::Dispute),
            ("答非所問", Intent::Missed),
            ("有咩最新消息？", Intent::Latest),
            ("What's new?", Intent::Latest),
            ("list all documents", Intent::Documents),
            ("你有咩文件？", Intent::Documents),
            ("who said that", Intent::Source),
            ("邊個講㗎", Intent::Source),
            ("中文得唔得", Intent::InLanguage(Language::TraditionalChinese)),
            ("你係咩嚟㗎？", Intent::Identity),
            ("短啲", Intent::Shorter),
            ("say that again", Intent::Again),
            ("stop", Intent::Stop),
            ("您能做什么", Intent::Abilities),
            ("你哋係邊個？", Intent::Identity),
        ] {
            assert_eq!(read(text), Message::Meant(intent), "{text}");
        }
    }

    #[test]
    fn a_question_is_a_question() {
        for text in [
            "河套有幾多間公司？",
            "AI",
            "more firms in the park?",
            "好業主是誰",
            "helping hands",
            "英文點讀",
            "我係個人開發者，得唔得？",
            "我是",
            "speak to the bureau",
            "錯配基金",
        ] {
            assert_eq!(read(text), Message::Question(text), "{text}");
        }
        let asked = |text| match read(text) {
            Message::Question(rest) => rest,
            Message::Meant(_) => "",
        };
        assert_eq!(asked("你好，河套有幾多間公司？"), "河套有幾多間公司？");
        assert_eq!(asked("Hi! Who chairs the board?"), "Who chairs the board?");
        assert_eq!(asked("你好，我係初創，可以申請咩？"), "我係初創，可以申請咩？");
        assert_eq!(asked("你好，我係想了解智航計劃上限"), "我係想了解智航計劃上限");
        assert_eq!(asked("Hi, I am looking for the ceiling"), "I am looking for the ceiling");
        assert_eq!(asked("唔該，「智方便」點申請"), "「智方便」點申請");
        assert_eq!(asked("大家好創科日是哪天"), "大家好創科日是哪天");
    }

    #[test]
    fn every_line_of_the_file_is_read() {
        let lines = FILE.lines().filter(|line| !line.starts_with('#')).count();
        assert_eq!(PHRASES.len(), lines, "a line is malformed, of no kind, or there twice");
        for phrase in PHRASES.keys() {
            assert_eq!(*phrase, crate::text::normalize::folded(phrase), "not folded");
        }
    }
}
