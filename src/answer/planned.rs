//! What is planned, wished for or to come, where what was done, or is so, is asked: 「力爭孵化
//! 30家企業」 does not tell how many were.

use std::ops::Range;

use crate::question::{AnswerType, Question};
use crate::text::list;
use crate::text::normalize::folded;
use crate::text::sentence::clauses;
use crate::text::span::overlap;
use crate::text::whole::{contains, find};

const FILE: &str = include_str!("planned.tsv");

/// Whether `span` of `sentence` is of a plan or a wish, and `question` asks of what was done or
/// is so.
pub(super) fn is_to_come(question: &Question, sentence: &str, span: &Range<usize>) -> bool {
    let asked = &question.wording.text;
    let clauses = clauses(sentence);
    let within = clauses.iter().find(|clause| overlap(clause, span)).cloned();
    let within = within.unwrap_or_else(|| span.clone());
    let own = folded(&sentence[within.clone()]);
    if question.answer_type == AnswerType::Who {
        let handed_over = || clauses.iter().any(|clause| is_to_be_left(&sentence[clause.clone()]));
        return has(&own, "handover") && !has(asked, "handover") && handed_over();
    }
    let led = folded(&sentence[within.start.min(span.start)..span.start]);
    question.answer_type.is_amount() && !is_so(&led) && is_planned(asked, &own, &led)
}

/// Whether the folded `clause` tells of a plan or a wish before a figure, as `led` has what
/// stands there, and `asked` asks for neither.
fn is_planned(asked: &str, clause: &str, led: &str) -> bool {
    let is_done = has(asked, "done");
    let plan = has(led, "plan") && !has(led, "did") && is_done;
    let intent = has(clause, "intent") && !has(asked, "intent") && is_done;
    let wish = has(led, "wish") && !has(asked, "wish");
    intent || (plan || wish) && !has(asked, "plan")
}

/// Whether `clause` tells that somebody is to leave or to take over a post.
fn is_to_be_left(clause: &str) -> bool {
    // 將軍澳 begins as 將 does.
    let names = list::words(FILE, "name");
    let clause = names.fold(folded(clause), |clause, name| clause.replace(name, " "));
    let to_be = list::words(FILE, "to-be").filter_map(|word| find(&clause, word));
    let to_be = to_be.map(|word| word.end).min();
    to_be.is_some_and(|at| has(&clause[at..], "handover") || has(&clause[at..], "leaves"))
}

/// Whether a figure behind `led` is so already: 由60億元擴大至100億元.
fn is_so(led: &str) -> bool {
    list::words(FILE, "so").any(|word| led.trim_end().ends_with(word))
}

/// Whether the folded `text` has a word of `kind`.
fn has(text: &str, kind: &'static str) -> bool {
    list::words(FILE, kind).any(|word| contains(text, word))
}

#[cfg(test)]
mod tests {
    use std::path::Path;

    use super::*;
    use crate::corpus::glossary::Glossary;
    use crate::question::Query;

    #[test]
    fn a_plan_tells_nothing_of_what_was_done() {
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let to_come = |question: &str, sentence: &str, span: &str| {
            let query: Query = question.parse().expect("a question");
            let at = sentence.find(span).expect("is there");
            let question = Question::read(&query, &glossary);
            is_to_come(&question, sentence, &(at..at + span.len()))
        };
        let plan = "研究院計劃於今年內孵化十五間初創企業，去年則成功孵化十一間。";
        assert!(to_come("研究院孵化咗幾多間初創企業？", plan, "十五間"));
        assert!(!to_come("研究院孵化咗幾多間初創企業？", plan, "十一間"));
        assert!(!to_come("研究院計劃孵化幾多間初創企業？", plan, "十五間"));
        assert!(to_come("實驗室孵化了多少家企業？", "到2028年，力爭孵化30家科技企業。", "30家"));
        let intent = "已有38間企業表示有意進駐第二期。";
        assert!(to_come("有幾多間企業已經進駐第二期？", intent, "38間"));
        assert!(!to_come("有幾多間企業有意進駐第二期？", intent, "38間"));
        let english = "The Institute aims to train 1,000 engineers and has trained 260.";
        assert!(to_come("How many engineers have been trained?", english, "1,000"));
        let wish = "會長促請政府把基金規模由60億元擴大至100億元。";
        assert!(to_come("基金規模係幾多？", wish, "100億元"));
        assert!(!to_come("基金規模係幾多？", wish, "60億元"));
        assert!(!to_come("會長促請政府把規模擴大至多少？", wish, "100億元"));
        let handover = "行政總裁何卓謙將於三月底約滿離任，由投資總監葉倩如接任。";
        assert!(to_come("現任行政總裁是誰？", handover, "葉倩如"));
        assert!(!to_come("誰會接任行政總裁？", handover, "葉倩如"));
        let holds = "行政總裁陳大文上月接任，將帶領園區發展。";
        assert!(!to_come("行政總裁是誰？", holds, "陳大文"));
        let place = "將軍澳創新園行政總裁陳大文接替已退休的李志明。";
        assert!(!to_come("行政總裁是誰？", place, "陳大文"));
        let will = "The Committee has approved 47 projects that will create 900 posts.";
        assert!(!to_come("How many projects have been approved?", will, "47"));
        assert!(!to_come("發出了多少個牌照？", "至今已發出8個虛擬銀行牌照。", "8個"));
        let target = "It has trained 260 engineers against a target of 200.";
        assert!(!to_come("How many engineers have been trained?", target, "260"));
        assert!(!to_come("加速計劃收到了幾多宗申請？", "加速計劃共接獲318宗申請。", "318宗"));
        assert!(list::entries(FILE).all(|(word, _)| folded(word) == word), "not folded");
    }
}
