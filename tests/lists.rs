//! Lists that a page announces: told whole where a question asks for them in its words, by a
//! real index of several pages on disk.

use std::path::Path;
use std::sync::Arc;

use innopolicy::answer::{Answerer, Overview, Reply};
use innopolicy::corpus::glossary::Glossary;
use innopolicy::corpus::load::{Limits, load};
use innopolicy::index::Index;
use innopolicy::question::Query;
use innopolicy::retrieval::Retriever;

const SPEECH: &str = "\
# 局長在低空物流論壇致辭

2026年1月15日

各位嘉賓、大家好：

政府會從三方面推動低空物流發展：

第一，完善法規。我們會在今年提交條例草案。

第二，興建基建。政府預留四億元，興建二十個升降點。

工程由工務部門負責。

第三，培育人才。每年培訓三百名操作員。

多謝各位。
";

/// The same speech, the year before.
const EARLIER: &str = "\
# 局長在低空物流論壇致辭

2025年1月15日

政府會從三方面推動低空物流發展：

第一，研究法規。

第二，物色用地。

第三，諮詢業界。
";

const PAPER: &str = "\
Panel on Innovation

Progress of the Robot Trial Scheme

LC Paper No. CB(2)1/2025(03)

For discussion on 10 November 2025

PURPOSE

1. This paper briefs Members on the progress of the Robot Trial Scheme.

REASONS

2. The major reasons for rejecting applications to the Robot Trial Scheme were -

(a) the applicant had no premises in Hong Kong;

(b) the technology was not new; and

(c) the budget was not supported by quotations.

3. The Scheme will be reviewed in 2027.
";

struct Desk {
    _folder: tempfile::TempDir,
    answerer: Answerer,
}

impl Desk {
    fn of(pages: &[(&str, &str)]) -> Self {
        let folder = tempfile::tempdir().expect("a folder");
        let (corpus, data) = (folder.path().join("corpus"), folder.path().join("data"));
        std::fs::create_dir(&corpus).expect("a corpus");
        for (name, text) in pages {
            std::fs::write(corpus.join(name), text).expect("a document");
        }
        let corpus = load(&corpus, Limits { max_file_mb: 1 }).expect("loads");
        let (index, _) = Index::open_or_build(&data, &corpus, &mut |_| {}).expect("builds");
        let glossary = Glossary::parse("", Path::new("glossary.tsv")).expect("parses");
        let retriever = Retriever::new(index, Arc::new(glossary));
        Self { _folder: folder, answerer: Answerer::new(retriever, None) }
    }

    fn ask(&self, question: &str) -> Reply {
        self.answerer.answer(&question.parse::<Query>().expect("a question")).expect("answers")
    }

    /// What is said, where it is a list.
    fn listed(&self, question: &str) -> Vec<String> {
        let reply = self.ask(question);
        let claims = reply.claims().iter().map(|claim| claim.text.clone());
        if reply.is_list() { claims.collect() } else { Vec::new() }
    }
}

#[test]
fn what_paragraphs_tell_one_by_one_is_told_whole_and_of_two_years_the_newer() {
    let desk = Desk::of(&[("a.md", EARLIER), ("b.md", SPEECH)]);
    let said = desk.listed("推動低空物流的三方面措施是甚麼？");
    assert_eq!(said.len(), 4, "{said:?}");
    for (claim, begins) in said.iter().zip(["政府會從", "第一，完善法規", "第二，", "第三，培育"])
    {
        assert!(claim.starts_with(begins), "{said:?}");
    }
    // As many as are asked for, or none.
    assert!(desk.listed("推動低空物流的四方面措施是甚麼？").is_empty());
}

#[test]
fn a_list_after_a_dash_is_told_by_what_its_things_are() {
    let desk = Desk::of(&[("paper.txt", PAPER), ("b.md", SPEECH)]);
    let said =
        desk.listed("List the three reasons for rejecting applications to the Robot Trial Scheme");
    assert_eq!(said.len(), 4, "{said:?}");
    assert!(said[3].starts_with("the budget was not supported"), "{said:?}");
    // Another thing of the scheme is not what the list is of.
    assert!(desk.listed("List the three partners of the Robot Trial Scheme").is_empty());
}

#[test]
fn an_overview_takes_all_of_a_list_and_no_greeting() {
    let desk = Desk::of(&[("b.md", SPEECH), ("paper.txt", PAPER)]);
    let query: Query = "總結低空物流論壇致辭".parse().expect("a question");
    let reply = desk.answerer.answer_after(&query, &[]).expect("answers");
    let said: Vec<&str> = reply.claims().iter().map(|claim| claim.text.as_str()).collect();
    assert!(said.len() == 4 && said[0].starts_with("第一，完善法規。我們會"), "{said:?}");
    let query: Query = "Summarise the paper on the Robot Trial Scheme".parse().expect("a question");
    let reply = desk.answerer.answer_after(&query, &[]).expect("answers");
    let title = Overview::Document("Progress of the Robot Trial Scheme".into());
    assert_eq!(reply.overview, Some(title));
    let last = reply.claims().iter().filter(|claim| claim.text.contains("quotations")).count();
    assert_eq!(last, 1, "{reply:?}");
}
