//! An answer with its sources as a file, to take to an editor.

use super::super::desk::Desk;
use super::super::send::File;
use super::super::visit::Visit;
use super::reply::say;
use crate::store::Shown;

/// How many characters of the question name the file.
const NAME: usize = 24;

/// Sends `shown` as a Markdown file.
pub(super) async fn export(desk: &Desk, visit: &Visit, shown: &Shown) -> anyhow::Result<()> {
    let Some(text) = &shown.export else { return say(desk, visit, "too-old").await };
    let file = File { name: name(&shown.question), bytes: text.clone().into_bytes() };
    desk.sender.send_file(visit.place, &file).await?;
    Ok(())
}

/// The question as the name of a file: letters and digits, a dash for what is between them.
fn name(question: &str) -> String {
    let words = question.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    let name: String = words.collect::<Vec<_>>().join("-").chars().take(NAME).collect();
    format!("{}.md", if name.is_empty() { "answer" } else { &name })
}

#[cfg(test)]
mod tests {
    use super::name;

    #[test]
    fn a_file_is_named_after_its_question() {
        assert_eq!(name("「智方便」有幾多用戶？"), "智方便-有幾多用戶.md");
        assert_eq!(name("../../etc/passwd"), "etc-passwd.md");
        assert_eq!(name("？？"), "answer.md");
    }
}
