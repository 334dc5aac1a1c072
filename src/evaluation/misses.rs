//! What went wrong, question by question, as tab-separated values.

use super::judge::Verdict;
use super::metrics::Ranking;
use super::queries::JudgedQuery;

/// The columns: which figures the question lowers, the rank of the right
/// document, the question and what is known of it, what came of it.
const HEADER: [&str; 13] = [
    "misses",
    "rank",
    "id",
    "kind",
    "language",
    "question",
    "expected",
    "gold",
    "must",
    "outcome",
    "said",
    "bold",
    "confidence",
];

/// What parts several texts in one field.
const BETWEEN: &str = "|";

/// A line with the names of the columns and a line for each question that
/// missed.
pub fn misses(queries: &[JudgedQuery], verdicts: &[Verdict]) -> String {
    let missed = queries.iter().zip(verdicts).filter(|(_, verdict)| !verdict.misses().is_empty());
    let rows = missed.map(|(judged, verdict)| fields(judged, verdict).map(|field| tidy(&field)));
    let header = HEADER.map(str::to_owned);
    std::iter::once(header).chain(rows).map(|fields| fields.join("\t") + "\n").collect()
}

fn fields(judged: &JudgedQuery, verdict: &Verdict) -> [String; 13] {
    let said = verdict.shown.as_ref().or(verdict.nearest.as_ref());
    let must: Vec<_> = judged.must.iter().map(|texts| texts.join(BETWEEN)).collect();
    let confidence = verdict.confidence.map(|confidence| format!("{confidence:.4}"));
    [
        verdict.misses().join(","),
        name(verdict.ranking.as_ref().and_then(Ranking::first)),
        judged.id.clone(),
        or_dash(judged.kind.clone()),
        or_dash(judged.language.clone()),
        judged.query.to_string(),
        name(judged.outcome),
        judged.printed.join(BETWEEN),
        must.join(" & "),
        name(Some(verdict.outcome)),
        or_dash(said.cloned()),
        verdict.bold.join(BETWEEN),
        or_dash(confidence),
    ]
}

fn name(value: Option<impl std::fmt::Debug>) -> String {
    or_dash(value.map(|value| format!("{value:?}").to_lowercase()))
}

fn or_dash(value: Option<String>) -> String {
    value.unwrap_or_else(|| "-".to_owned())
}

/// `field` on one line and without tabs.
fn tidy(field: &str) -> String {
    field.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use std::time::Duration;

    use super::super::samples::{answered, judged, nearest};
    use super::*;

    #[test]
    fn each_miss_is_a_line_of_all_fields() {
        let mut asked = judged(&["b"], &["1400 人"]);
        asked.kind = Some("figure".into());
        asked.must = vec![vec!["1400人".into(), "千四".into()]];
        let of = |reply| Verdict::of(&asked, &reply, &[], Duration::ZERO);
        let mut right = judged(&["a"], &["1400人"]);
        right.relevant.clear();
        let good = Verdict {
            ranking: None,
            ..Verdict::of(&right, &answered("a", "有1,400人。", "1,400人"), &[], Duration::ZERO)
        };
        let verdicts =
            [of(answered("a", "有1,400人上班。", "1,400人")), of(nearest("b", &["無人。"])), good];
        let text = misses(&[asked.clone(), asked.clone(), right], &verdicts);
        let lines: Vec<Vec<&str>> = text.lines().map(|line| line.split('\t').collect()).collect();
        assert_eq!(lines[0], HEADER);
        let question = "有幾多人？";
        let gold = ["figure", "-", question, "-", "1400 人", "1400人|千四"];
        assert_eq!(lines[1][..3], ["recall_at_1,answered_right", "-", "1"]);
        assert_eq!(lines[1][3..9], gold);
        assert_eq!(lines[1][9..], ["answered", "有1,400人上班。", "1,400人", "0.0000"]);
        let missed = "recall_at_1,answer_hit,must_hit,outcome,nearest_holds";
        assert_eq!((lines[2][0], lines[2].len()), (missed, HEADER.len()));
        assert_eq!(lines[2][9..], ["nearest", "無人。", "", "0.0000"]);
        assert_eq!(lines.len(), 3);
        assert_eq!(tidy("無\t人\n。"), "無 人 。");
    }
}
