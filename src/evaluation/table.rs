//! A report as people read it.

use std::collections::BTreeMap;
use std::fmt;

use super::curve::Point;
use super::metrics::Latency;
use super::report::{Outcomes, Quality, Report};

/// Widths of the columns, in characters.
const NAME: usize = 20;
const CELL: usize = 9;
/// Of a share with its counts, as `0.912 1042/1143` under `unans. answered`.
const SHARE: usize = 17;

impl fmt::Display for Report {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        self.figures(f)?;
        self.groups(f)?;
        curve(f, &self.quality.precision_at_coverage)?;
        self.cost(f)
    }
}

impl Report {
    /// A row for each figure, a column for each language.
    fn figures(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let columns: Vec<_> = std::iter::once(&self.quality)
            .chain(self.by_language.values())
            .map(Quality::cells)
            .collect();
        if !self.by_language.is_empty() {
            write!(f, "{:NAME$}{:>CELL$}", "", "all")?;
            for language in self.by_language.keys() {
                write!(f, "{language:>CELL$}")?;
            }
            writeln!(f)?;
        }
        for (row, (name, _)) in columns[0].iter().enumerate() {
            write!(f, "{name:NAME$}")?;
            for column in &columns {
                write!(f, "{:>CELL$}", column[row].1)?;
            }
            writeln!(f)?;
        }
        Ok(())
    }

    /// A row for each group, a column for each share with its counts.
    fn groups(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "\n{:NAME$}{:>CELL$}", "", "queries")?;
        for (name, _) in self.quality.correctness.shares() {
            write!(f, "{name:>SHARE$}")?;
        }
        writeln!(f)?;
        group(f, "all", &self.quality)?;
        for groups in [&self.by_language, &self.by_kind, &self.by_languages] {
            separated(f, groups)?;
        }
        writeln!(f)
    }

    /// What it took.
    fn cost(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        if let Some(Latency { p50, p90, p99, mean }) = self.latency_ms {
            write!(f, "{:NAME$}{p50:>CELL$.2} p50 {p90:.2} p90 ", "latency, ms")?;
            writeln!(f, "{p99:.2} p99 {mean:.2} mean")?;
        }
        let seconds = self.index_seconds;
        writeln!(f, "{:NAME$}{:>CELL$} passages in {seconds:.2} s", "index", self.passages)?;
        writeln!(f, "{:NAME$}{:>CELL$} bytes", "", self.index_bytes)?;
        match self.peak_memory_mb {
            Some(peak) => writeln!(f, "{:NAME$}{peak:>CELL$.0} MB at its peak", "memory"),
            None => Ok(()),
        }
    }
}

fn separated(f: &mut fmt::Formatter<'_>, groups: &BTreeMap<String, Quality>) -> fmt::Result {
    if !groups.is_empty() {
        writeln!(f)?;
    }
    groups.iter().try_for_each(|(name, quality)| group(f, name, quality))
}

fn group(f: &mut fmt::Formatter<'_>, name: &str, quality: &Quality) -> fmt::Result {
    write!(f, "{name:NAME$}{:>CELL$}", quality.queries)?;
    for (_, share) in quality.correctness.shares() {
        write!(f, "{share:>SHARE$}")?;
    }
    writeln!(f)
}

/// A row for each point; nothing without any.
fn curve(f: &mut fmt::Formatter<'_>, points: &[Point]) -> fmt::Result {
    if points.is_empty() {
        return Ok(());
    }
    write!(f, "{:NAME$}{:>CELL$}{:>CELL$}", "if surer than", "answers", "coverage")?;
    writeln!(
        f,
        "{:>SHARE$}{:>SHARE$}{:>SHARE$}",
        "precision", "coverage right", "unans. answered"
    )?;
    for point in points {
        write!(f, "{:<NAME$.4}{:>CELL$}", point.threshold, point.answered)?;
        write!(f, "{:>CELL$.3}{:>SHARE$.3}", point.coverage, point.precision)?;
        let (right, wrong) = (point.coverage_right, point.unanswerable_answered);
        writeln!(f, "{:>SHARE$}{:>SHARE$}", shown(right, 3), shown(wrong, 3))?;
    }
    writeln!(f)
}

fn shown(value: Option<f64>, digits: usize) -> String {
    value.map_or_else(|| "-".to_owned(), |value| format!("{value:.digits$}"))
}

impl Quality {
    /// The shares with their names, for a column of the table.
    fn shares(&self) -> [(&'static str, Option<f64>); 13] {
        let Outcomes { answered, refused } = self.outcome;
        [
            ("recall@1", self.recall_at_1),
            ("recall@5", self.recall_at_5),
            ("recall@10", self.recall_at_10),
            ("MRR@10", self.mrr_at_10),
            ("nDCG@10", self.ndcg_at_10),
            ("answer hit", self.answer_hit),
            ("answered elsewhere", self.answered_elsewhere),
            ("must hit", self.must_hit),
            ("answered precision", answered.precision),
            ("answered recall", answered.recall),
            ("refused precision", refused.precision),
            ("refused recall", refused.recall),
            ("outcome exact", self.outcome_exact),
        ]
    }

    fn cells(&self) -> Vec<(&'static str, String)> {
        let mut cells = vec![("queries", self.queries.to_string())];
        cells.extend(self.shares().map(|(name, share)| (name, shown(share, 4))));
        cells.push(("answer characters", shown(self.answer_chars, 1)));
        cells
    }
}

#[cfg(test)]
mod tests {
    use super::super::queries::Outcome;
    use super::super::samples::verdict;
    use super::*;

    fn report() -> Report {
        let verdict = verdict(false, Outcome::Answered);
        let quality = Quality::of(&[&verdict]);
        let one = |name: &str| BTreeMap::from([(name.to_owned(), quality.clone())]);
        Report {
            latency_ms: None,
            index_seconds: 0.0,
            passages: 1,
            index_bytes: 1,
            peak_memory_mb: None,
            by_language: one("yue"),
            by_kind: one("no-year"),
            by_languages: one("yue→en"),
            quality,
        }
    }

    #[test]
    fn each_group_has_a_row_with_counts() {
        let table = report().to_string();
        for name in ["all", "yue", "no-year", "yue→en"] {
            let rows = table.lines().filter(|line| line.split_whitespace().next() == Some(name));
            assert_eq!(rows.filter(|row| row.contains("1.000 1/1")).count(), 1, "{name}\n{table}");
        }
    }

    #[test]
    fn the_curve_is_there_with_confidence_only() {
        assert!(!report().to_string().contains("surer"));
        let mut sure = report();
        sure.quality.precision_at_coverage = vec![Point {
            coverage: 0.25,
            threshold: 0.875,
            answered: 2,
            precision: 0.5,
            coverage_right: Some(0.125),
            unanswerable_answered: None,
        }];
        let table = sure.to_string();
        let row = table.lines().find(|line| line.starts_with("0.8750")).expect("a row");
        let cells: Vec<_> = row.split_whitespace().collect();
        assert_eq!(cells, ["0.8750", "2", "0.250", "0.500", "0.125", "-"]);
    }
}
