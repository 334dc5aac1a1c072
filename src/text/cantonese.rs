//! Spoken Hong Kong Cantonese put into written Chinese, for search.
//!
//! The rules are applied to folded text (Simplified, lower case), longest
//! first, and the result is searched beside the original, never instead of
//! it: 係 is also in 關係, so a rule may be wrong and must not lose a match.

use std::borrow::Cow;

/// Spoken form, written form; folded, and the longer forms first.
const RULES: &[(&str, &str)] = &[
    ("有冇可能", "有没有可能"),
    ("点解会", "为什么会"),
    ("系咪", "是不是"),
    ("系唔系", "是不是"),
    ("有冇", "有没有"),
    ("几时", "什么时候"),
    ("几耐", "多久"),
    ("几多", "多少"),
    ("几钱", "多少钱"),
    ("边个", "谁"),
    ("边位", "谁"),
    ("边度", "哪里"),
    ("边处", "哪里"),
    ("边间", "哪家"),
    ("边啲", "哪些"),
    ("边几", "哪几"),
    ("边样", "哪样"),
    ("边", "哪"),
    ("点解", "为什么"),
    ("点样", "怎样"),
    ("点算", "怎么办"),
    ("做乜", "为什么"),
    ("做咩", "为什么"),
    ("乜嘢", "什么"),
    ("咩嘢", "什么"),
    ("乜", "什么"),
    ("咩", "什么"),
    ("佢哋", "他们"),
    ("我哋", "我们"),
    ("你哋", "你们"),
    ("佢", "他"),
    ("呢个", "这个"),
    ("呢啲", "这些"),
    ("呢度", "这里"),
    ("嗰个", "那个"),
    ("嗰啲", "那些"),
    ("嗰度", "那里"),
    ("嗰阵", "那时"),
    ("而家", "现在"),
    ("依家", "现在"),
    ("家阵", "现在"),
    ("寻日", "昨天"),
    ("琴日", "昨天"),
    ("听日", "明天"),
    ("今日", "今天"),
    ("旧年", "去年"),
    ("出年", "明年"),
    ("下年", "明年"),
    ("一齐", "一起"),
    ("仲有", "还有"),
    ("仲系", "还是"),
    ("仲", "还"),
    ("唔使", "不用"),
    ("唔系", "不是"),
    ("唔好", "不要"),
    ("唔可以", "不可以"),
    ("唔", "不"),
    ("冇", "没有"),
    ("咗", "了"),
    ("紧要", "重要"),
    ("嘅", "的"),
    ("喺", "在"),
    ("俾", "给"),
    ("畀", "给"),
    ("嚟", "来"),
    ("睇", "看"),
    ("揾", "找"),
    ("搵", "找"),
    ("攞", "拿"),
    ("搞掂", "完成"),
    ("起好", "建成"),
    ("起", "建"),
    ("返工", "上班"),
    ("返", "回"),
    ("细路", "孩子"),
    ("屋企", "家"),
    ("好似", "好像"),
    ("嘢", "东西"),
    ("啲", "些"),
    ("哋", "们"),
    ("啦", ""),
    ("㗎", ""),
    ("嚿", "块"),
    ("系", "是"),
    ("同埋", "和"),
    ("同", "和"),
    ("钟意", "喜欢"),
    ("谂", "想"),
    ("讲", "说"),
    ("话", "说"),
    ("识", "会"),
    ("饮", "喝"),
    ("食", "吃"),
    ("企", "站"),
    ("行", "走"),
    ("瞓", "睡"),
    ("靓", "漂亮"),
    ("平", "便宜"),
    ("嬲", "生气"),
    ("攰", "累"),
    ("即系", "就是"),
    ("咁", "这么"),
    ("噉", "这样"),
    ("先至", "才"),
    ("至到", "直到"),
    ("尐", "些"),
    ("架", ""),
    ("呀", ""),
    ("喎", ""),
    ("咋", "而已"),
    ("嘛", ""),
    ("啫", "而已"),
];

/// Characters that written Chinese hardly uses and spoken Cantonese needs.
const MARKERS: &str = "嘅咗喺唔冇哋咩乜嘢啲佢嚟俾畀睇搵揾攞咁噉嗰谂瞓靓嬲攰㗎喎啫咋尐";

/// Words that are Cantonese though their characters are common.
const MARKER_WORDS: &[&str] = &[
    "几时", "几多", "边度", "边个", "边间", "系咪", "点解", "点样", "而家", "依家", "呢个", "呢度",
    "寻日", "听日",
];

/// Whether `folded` (Simplified, lower case) is spoken Cantonese.
pub fn is_spoken(folded: &str) -> bool {
    folded.chars().any(|c| MARKERS.contains(c))
        || MARKER_WORDS.iter().any(|word| folded.contains(word))
}

/// The written form of `folded`, borrowed when nothing was spoken.
pub fn to_written(folded: &str) -> Cow<'_, str> {
    if !is_spoken(folded) {
        return Cow::Borrowed(folded);
    }
    let mut written = String::with_capacity(folded.len());
    let mut rest = folded;
    while let Some(character) = rest.chars().next() {
        let best = RULES
            .iter()
            .filter(|(spoken, _)| rest.starts_with(spoken))
            .max_by_key(|(spoken, _)| spoken.len());
        let (taken, put) = match best {
            Some((spoken, put)) => (spoken.len(), *put),
            None => (character.len_utf8(), &rest[..character.len_utf8()]),
        };
        written.push_str(put);
        rest = &rest[taken..];
    }
    Cow::Owned(written)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::normalize::folded;

    #[test]
    fn spoken_questions_become_written_ones() {
        assert_eq!(to_written(&folded("條橋幾時起好？")), "条桥什么时候建成?");
        assert_eq!(to_written(&folded("佢哋主要嚟自邊度")), "他们主要来自哪里");
    }

    #[test]
    fn written_chinese_is_left_alone() {
        assert!(matches!(to_written("关系如何"), Cow::Borrowed(_)));
    }
}
