//! Chooses the weights of retrieval and of sentences on judged questions.
//!
//! ```sh
//! cargo bench --bench tune -- passages CORPUS QUERIES [CORPUS QUERIES …]
//! cargo bench --bench tune -- sentences CORPUS QUERIES …
//! ```
//!
//! `CORPUS` is a file of `{id, title, text}` lines or a folder of documents.
//! Prints the figures with the weights in use, those that cross-validation
//! reaches with learned ones, and the weights learned on everything, to be
//! put into the source.

mod evidence;
mod learn;
mod sample;

use innopolicy::answer::extract::GLANCE;
use innopolicy::answer::kind::SIGNS;
use learn::{Choice, Learned};

/// So many folds for cross-validation.
const FOLDS: usize = 5;

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).filter(|a| a != "--bench").collect();
    let Some((what, files)) = arguments.split_first() else {
        // `cargo bench` runs every bench; without sets there is nothing to tune on.
        println!("tune: passages|sentences CORPUS QUERIES …");
        return;
    };
    let sets: Vec<(&str, &str)> =
        files.chunks_exact(2).map(|pair| (pair[0].as_str(), pair[1].as_str())).collect();
    match what.as_str() {
        "passages" => tune(&innopolicy::retrieval::FEATURES, &sample::passages(&sets)),
        "sentences" => {
            let names =
                [&GLANCE[..], &SIGNS[..], &["fit of neighbours, with an answer by its form"]];
            tune(&names.concat(), &sample::sentences(&sets));
        }
        "evidence" => evidence::tune(&sets),
        other => println!("tune: there is no {other:?}; there are passages, sentences, evidence"),
    }
}

fn tune(names: &[&str], choices: &[Choice]) {
    println!(
        "{} questions, of which {} have a right candidate",
        choices.len(),
        choices.iter().filter(|c| c.has_right()).count()
    );
    println!("with the weights in use: {}", learn::figures(choices, Choice::rank_in_use));
    let mut held_out = Vec::new();
    for fold in 0..FOLDS {
        let part = |test: bool| {
            let numbered = choices.iter().enumerate();
            numbered
                .filter(move |(at, _)| (at % FOLDS == fold) == test)
                .map(|(_, choice)| choice.clone())
        };
        let learned = Learned::on(names.len(), &part(false).collect::<Vec<_>>());
        held_out.extend(part(true).map(|choice| choice.rank(&learned)));
    }
    println!("held out, {FOLDS} folds:     {}", learn::summary(&held_out));
    let learned = Learned::on(names.len(), choices);
    println!(
        "learned on everything:   {}",
        learn::figures(choices, |choice| choice.rank(&learned))
    );
    for (name, weight) in names.iter().zip(&learned.0) {
        println!("    {weight:.3}, // {name}");
    }
}
