//! What a question asks for, and which of its words only ask.

use std::ops::Range;

/// The kind of answer a question asks for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, Default)]
pub enum Asks {
    /// A count or an amount: 多少, 幾多, how many, how much.
    HowMany,
    /// A share: 百分之幾, 幾成.
    Share,
    /// A place in an order: 第幾, which rank.
    Rank,
    /// A time: 何時, 幾時, when.
    When,
    /// A person or body: 誰, 邊個, who.
    Who,
    /// A place: 哪裡, 邊度, where.
    Where,
    /// Several things: 哪些, 哪幾, which ones.
    List,
    /// A reason: 為什麼, 點解, why.
    Why,
    /// A manner: 如何, 怎樣, how.
    How,
    /// Yes or no: 是否, 有沒有, 嗎.
    Whether,
    /// A thing: 什麼, 哪個, what, which.
    What,
    /// Only a subject is given: 智方便 用戶.
    #[default]
    Subject,
}

/// Question words in written Simplified Chinese and English, with what they
/// ask for. The longest at a place counts.
const ASKING: &[(&str, Asks)] = &[
    ("什么时候", Asks::When),
    ("什么时间", Asks::When),
    ("什么日期", Asks::When),
    ("何时", Asks::When),
    ("几时", Asks::When),
    ("哪一年", Asks::When),
    ("哪年", Asks::When),
    ("哪一天", Asks::When),
    ("哪天", Asks::When),
    ("哪个月", Asks::When),
    ("哪月", Asks::When),
    ("几月", Asks::When),
    ("几号", Asks::When),
    ("何年", Asks::When),
    ("何月", Asks::When),
    ("何日", Asks::When),
    ("多久", Asks::When),
    ("多长时间", Asks::When),
    ("when", Asks::When),
    ("what year", Asks::When),
    ("which year", Asks::When),
    ("what date", Asks::When),
    ("how long", Asks::When),
    ("百分之几", Asks::Share),
    ("百分之多少", Asks::Share),
    ("几成", Asks::Share),
    ("多少成", Asks::Share),
    ("占多少", Asks::Share),
    ("what percentage", Asks::Share),
    ("what share", Asks::Share),
    ("what proportion", Asks::Share),
    ("第几", Asks::Rank),
    ("排名如何", Asks::Rank),
    ("排名", Asks::Rank),
    ("名次", Asks::Rank),
    ("rank", Asks::Rank),
    ("ranks", Asks::Rank),
    ("ranked", Asks::Rank),
    ("ranking", Asks::Rank),
    ("多少钱", Asks::HowMany),
    ("多少", Asks::HowMany),
    ("几多", Asks::HowMany),
    ("几个", Asks::HowMany),
    ("几间", Asks::HowMany),
    ("几家", Asks::HowMany),
    ("几项", Asks::HowMany),
    ("几条", Asks::HowMany),
    ("几座", Asks::HowMany),
    ("几份", Asks::HowMany),
    ("几块", Asks::HowMany),
    ("几所", Asks::HowMany),
    ("几位", Asks::HowMany),
    ("几名", Asks::HowMany),
    ("几次", Asks::HowMany),
    ("几种", Asks::HowMany),
    ("几岁", Asks::HowMany),
    ("几年", Asks::HowMany),
    ("几天", Asks::HowMany),
    ("几人", Asks::HowMany),
    ("几", Asks::HowMany),
    ("多大", Asks::HowMany),
    ("多高", Asks::HowMany),
    ("多长", Asks::HowMany),
    ("多远", Asks::HowMany),
    ("多重", Asks::HowMany),
    ("how many", Asks::HowMany),
    ("how much", Asks::HowMany),
    ("how large", Asks::HowMany),
    ("how big", Asks::HowMany),
    ("谁", Asks::Who),
    ("哪位", Asks::Who),
    ("哪个人", Asks::Who),
    ("哪一位", Asks::Who),
    ("什么人", Asks::Who),
    ("何人", Asks::Who),
    ("who", Asks::Who),
    ("whom", Asks::Who),
    ("whose", Asks::Who),
    ("哪里", Asks::Where),
    ("哪裡", Asks::Where),
    ("哪儿", Asks::Where),
    ("何处", Asks::Where),
    ("何地", Asks::Where),
    ("什么地方", Asks::Where),
    ("哪个地方", Asks::Where),
    ("哪个城市", Asks::Where),
    ("哪个国家", Asks::Where),
    ("哪国", Asks::Where),
    ("在哪", Asks::Where),
    ("where", Asks::Where),
    ("哪些", Asks::List),
    ("哪几", Asks::List),
    ("哪两", Asks::List),
    ("哪三", Asks::List),
    ("哪四", Asks::List),
    ("哪五", Asks::List),
    ("哪六", Asks::List),
    ("哪十", Asks::List),
    ("分别是", Asks::List),
    ("为什么", Asks::Why),
    ("为何", Asks::Why),
    ("何以", Asks::Why),
    ("原因", Asks::Why),
    ("why", Asks::Why),
    ("如何", Asks::How),
    ("怎样", Asks::How),
    ("怎么样", Asks::How),
    ("怎么", Asks::How),
    ("how", Asks::How),
    ("是否", Asks::Whether),
    ("有没有", Asks::Whether),
    ("有无", Asks::Whether),
    ("是不是", Asks::Whether),
    ("会不会", Asks::Whether),
    ("可不可以", Asks::Whether),
    ("能不能", Asks::Whether),
    ("能否", Asks::Whether),
    ("可否", Asks::Whether),
    ("会否", Asks::Whether),
    ("吗", Asks::Whether),
    ("什么", Asks::What),
    ("甚么", Asks::What),
    ("何者", Asks::What),
    ("何种", Asks::What),
    ("何", Asks::What),
    ("哪个", Asks::What),
    ("哪一个", Asks::What),
    ("哪一", Asks::What),
    ("哪种", Asks::What),
    ("哪家", Asks::What),
    ("哪间", Asks::What),
    ("哪项", Asks::What),
    ("哪", Asks::What),
    ("what", Asks::What),
    ("which", Asks::What),
];

/// Polite and filling words, which say nothing about the subject.
const FILLING: &[&str] = &[
    "请问",
    "我想知道",
    "想知道",
    "想了解",
    "我想",
    "想问",
    "请介绍",
    "介绍一下",
    "告诉我",
    "一下",
    "一共",
    "总共",
    "合共",
    "共有",
    "目前",
    "现时",
    "现在",
    "至今",
    "当中",
    "其中",
    "关于",
    "有关",
    "根据",
    "大约",
    "当时",
    "的话",
    "可以",
    "是指",
    "指的是",
    "属于",
    "以及",
    "或者",
    "还是",
    "因为",
    "所以",
    "如果",
    "但是",
    "这个",
    "那个",
    "这些",
    "那些",
    "他们",
    "我们",
    "你们",
    "它们",
    "以下",
    "下列",
    "被称为",
    "称为",
    "叫做",
    "名为",
    "者",
];

/// Characters that hold a sentence together.
const FUNCTION: &str = "的了是在有和与及或也就都被把对于为以而之其等这那个呢吗吧啊呀由从到向会能可要请问你我他她它们该此并但所将已最很更还又";

/// English words that hold a sentence together.
const ENGLISH: &[&str] = &[
    "a", "about", "all", "am", "an", "and", "any", "are", "as", "at", "be", "been", "by", "can",
    "could", "did", "do", "does", "during", "for", "from", "get", "give", "given", "had", "has",
    "have", "hk", "i", "in", "into", "is", "it", "its", "many", "may", "me", "much", "my", "of",
    "on", "one", "or", "our", "out", "please", "say", "should", "so", "some", "tell", "than",
    "that", "the", "their", "them", "there", "they", "this", "to", "under", "up", "us", "was",
    "we", "were", "will", "with", "would", "you", "your", "know", "want", "name", "list", "so",
    "far", "s",
];

/// A question taken apart.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Question {
    /// What is asked for.
    pub asks: Asks,
    /// For each character of the text, whether it says what the question is
    /// about rather than how it is asked.
    pub content: Vec<bool>,
    /// The characters of the word that asks.
    pub asking: Option<Range<usize>>,
}

/// Takes apart a folded question in written Chinese or English.
pub fn read(text: &str) -> Question {
    let chars: Vec<char> = text.chars().collect();
    let mut content = vec![true; chars.len()];
    let (mut asks, mut asking) = (Asks::Subject, None);
    let mut at = 0;
    while at < chars.len() {
        if let Some((length, kind)) = longest(&chars, at) {
            content[at..at + length].fill(false);
            if let Some(kind) = kind.filter(|kind| stronger(asks, *kind) != asks) {
                (asks, asking) = (kind, Some(at..at + length));
            }
            at += length;
        } else {
            content[at] = !FUNCTION.contains(chars[at]);
            at += 1;
        }
    }
    drop_counters(&chars, &mut content);
    Question { asks, content, asking }
}

/// The longest asking or filling word at `at`, with what it asks for.
fn longest(chars: &[char], at: usize) -> Option<(usize, Option<Asks>)> {
    let asking = ASKING.iter().map(|(word, asks)| (*word, Some(*asks)));
    let filling = FILLING.iter().chain(ENGLISH).map(|word| (*word, None));
    let stands = |word: &str| {
        let length = word.chars().count();
        let same = word.chars().enumerate().all(|(index, c)| chars.get(at + index) == Some(&c));
        let is_word = |index: Option<usize>| {
            index.and_then(|i| chars.get(i)).is_some_and(char::is_ascii_alphanumeric)
        };
        let whole = !word.is_ascii() || !(is_word(at.checked_sub(1)) || is_word(Some(at + length)));
        (same && whole).then_some(length)
    };
    asking
        .chain(filling)
        .filter_map(|(word, asks)| Some((stands(word)?, asks)))
        .max_by_key(|(length, _)| *length)
}

/// Of two kinds in one question, the one that says more about its answer:
/// 是否 before 多少 is still about the amount.
fn stronger(left: Asks, right: Asks) -> Asks {
    let strength = |asks| match asks {
        Asks::Subject => 0,
        Asks::Whether | Asks::What => 1,
        Asks::How | Asks::List => 2,
        _ => 3,
    };
    if strength(right) > strength(left) { right } else { left }
}

/// The counter after 幾 or 多少 asks; it does not describe the subject.
fn drop_counters(chars: &[char], content: &mut [bool]) {
    for at in 1..chars.len() {
        let counter = "个间家项条份名位座块所次种类岁".contains(chars[at]);
        if counter
            && content[at]
            && !content[at - 1]
            && matches!(chars[at - 1], '几' | '少' | '多' | '哪' | '一')
        {
            content[at] = false;
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn taken_apart(text: &str) -> (Asks, String) {
        let question = read(text);
        let content = text.chars().zip(&question.content).filter(|(_, content)| **content);
        (question.asks, content.map(|(c, _)| c).collect())
    }

    #[test]
    fn the_kind_of_answer_is_known_and_the_subject_left() {
        assert_eq!(taken_apart("河套西桥什么时候完工"), (Asks::When, "河套西桥完工".into()));
        assert_eq!(taken_apart("港话通有多少登记用户"), (Asks::HowMany, "港话通登记用户".into()));
        assert_eq!(taken_apart("智慧城市排第几"), (Asks::Rank, "智慧城市排".into()));
        assert_eq!(taken_apart("六大产业是哪六大"), (Asks::List, "六大产业大".into()));
        assert_eq!(taken_apart("when will the bridge open"), (Asks::When, "   bridge open".into()));
        assert_eq!(taken_apart("智方便 用户"), (Asks::Subject, "智方便 用户".into()));
    }
}
