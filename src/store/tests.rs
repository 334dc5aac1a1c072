//! The store on real `SQLite`, in a temporary folder.

use tempfile::TempDir;

use super::*;
use crate::text::language::Language;

async fn store() -> (TempDir, Store) {
    let folder = tempfile::tempdir().expect("a folder");
    let store = Store::open(folder.path()).await.expect("opens");
    (folder, store)
}

fn conversation(chat: i64, topic: i64, asker: i64) -> Conversation {
    Conversation { chat: Chat(chat), topic: Topic(topic), asker: Person(asker) }
}

fn shown(conversation: Conversation) -> Shown {
    let source =
        Reference {
            document: "a.txt".to_owned(), ordinal: 3, start: 6, quote: "西橋".to_owned()
        };
    Shown {
        token: Token::random(),
        conversation,
        asked_in: 7,
        messages: vec![8, 9],
        reader: None,
        question: "幾時？".to_owned(),
        language: Language::TraditionalChinese,
        outcome: "answered".to_owned(),
        sources: vec![source],
        offers: vec!["西橋？".to_owned()],
        turn: None,
        export: None,
        trace: None,
    }
}

#[tokio::test]
async fn what_is_kept_is_there_after_a_restart() {
    let (folder, store) = store().await;
    let english = Settings { language: Some(Language::English), ..Settings::default() };
    store.set(Chat(5), &english).await.expect("sets");
    let answer = shown(conversation(5, 0, 5));
    store.keep(&answer).await.expect("keeps");
    store.close().await;

    let again = Store::open(folder.path()).await.expect("opens again");
    again.meet(Chat(5)).await.expect("meets");
    assert_eq!(again.settings(Chat(5)).await.expect("settings"), english);
    assert_eq!(again.shown(answer.token).await.expect("reads"), Some(answer.clone()));
    assert_eq!(again.shown_to(Chat(5), 7).await.expect("reads"), Some(answer));
    assert_eq!(again.settings(Chat(6)).await.expect("settings"), Settings::default());
}

#[tokio::test]
async fn conversations_are_kept_apart_and_short() {
    let (_folder, store) = store().await;
    let (here, there) = (conversation(-1, 5, 1), conversation(-1, 6, 1));
    for number in 0..=KEPT_TURNS {
        store.add_turn(&here, &format!("問{number}")).await.expect("adds");
        tokio::time::sleep(Duration::from_millis(2)).await;
    }
    let turns: Vec<String> = store.turns(&here, 60).await.expect("turns");
    assert_eq!(turns, ["問4", "問3", "問2", "問1"]);
    assert!(store.turns::<String>(&there, 60).await.expect("turns").is_empty());
    assert!(store.turns::<String>(&here, -1).await.expect("turns").is_empty());
}

#[tokio::test]
async fn a_vote_pressed_again_is_taken_back() {
    let (_folder, store) = store().await;
    let token = Token::random();
    assert!(store.vote(token, Person(1), Vote::Down).await.expect("votes"));
    assert!(store.give_reason(token, Person(1), Reason::Wrong).await.expect("reasons"));
    assert!(!store.give_reason(token, Person(2), Reason::Wrong).await.expect("reasons"));
    assert!(store.vote(token, Person(1), Vote::Up).await.expect("votes"));
    assert!(store.vote(token, Person(2), Vote::Up).await.expect("votes"));
    assert_eq!(store.tally(token).await.expect("tallies"), Tally { up: 2, down: 0 });
    assert!(!store.vote(token, Person(1), Vote::Up).await.expect("votes"));
    assert_eq!(store.tally(token).await.expect("tallies"), Tally { up: 1, down: 0 });
}

#[tokio::test]
async fn a_group_that_moves_takes_its_state_along() {
    let (_folder, store) = store().await;
    let quiet = Settings { quiet: Quiet::Night, ..Settings::default() };
    store.set(Chat(-1), &quiet).await.expect("sets");
    store.stand(-1, Some(Standing::Allowed)).await.expect("stands");
    let answer = shown(conversation(-1, 0, 1));
    store.keep(&answer).await.expect("keeps");
    store.add_turn(&conversation(-1, 0, 1), &"問").await.expect("adds");
    store.meet(Chat(-100)).await.expect("meets");
    for _ in 0..2 {
        store.move_chat(Chat(-1), Chat(-100)).await.expect("moves, and once more");
        assert_eq!(store.settings(Chat(-100)).await.expect("settings"), quiet);
    }
    assert_eq!(store.chats().await.expect("chats"), [Chat(-100)]);
    assert_eq!(
        store.standings(Person(1), Some(Chat(-100))).await.expect("standings"),
        [Standing::Allowed]
    );
    let moved = store.shown(answer.token).await.expect("reads").expect("is there");
    assert_eq!(moved.conversation.chat, Chat(-100));
    let turns: Vec<String> = store.turns(&conversation(-100, 0, 1), 60).await.expect("turns");
    assert_eq!(turns, ["問"]);
}

#[tokio::test]
async fn what_is_forgotten_is_gone() {
    let (_folder, store) = store().await;
    let (private, group) = (shown(conversation(1, 0, 1)), shown(conversation(-9, 0, 1)));
    let other = shown(conversation(-9, 0, 2));
    for one in [&private, &group, &other] {
        store.keep(one).await.expect("keeps");
    }
    store.note(Person(1), "好").await.expect("notes");
    store.meet(Chat(1)).await.expect("meets");
    assert_eq!(store.forget_person(Person(1)).await.expect("forgets"), 4);
    assert_eq!(store.shown(group.token).await.expect("reads"), None);
    assert!(store.shown(other.token).await.expect("reads").is_some());
    store.forget_chat(Chat(-9)).await.expect("forgets");
    assert_eq!(store.statistics().await.expect("counts"), Statistics::default());
}

#[tokio::test]
async fn what_is_too_old_expires() {
    let (_folder, store) = store().await;
    let answer = shown(conversation(1, 0, 1));
    store.keep(&answer).await.expect("keeps");
    store.vote(answer.token, Person(1), Vote::Up).await.expect("votes");
    store.note(Person(1), "the second figure is of another year").await.expect("keeps");
    assert_eq!(store.expire(1).await.expect("expires"), 0);
    for aged in [
        "UPDATE shown SET shown_at = shown_at - 90000",
        "UPDATE votes SET voted_at = voted_at - 90000",
        "UPDATE notes SET written_ms = written_ms - 90000000",
    ] {
        sqlx::query(aged).execute(&store.writer).await.expect("ages");
    }
    assert_eq!(store.expire(1).await.expect("expires"), 3);
    assert_eq!(store.shown(answer.token).await.expect("reads"), None);
}

#[tokio::test]
async fn a_folder_that_cannot_be_written_is_named() {
    let folder = tempfile::tempdir().expect("a folder");
    let missing = folder.path().join("missing");
    let error = Store::open(&missing).await.expect_err("there is no folder");
    assert!(error.to_string().contains("missing"), "{error}");
}

#[test]
fn tokens_are_read_back_as_written() {
    for _ in 0..100 {
        let token = Token::random();
        let written = token.to_string();
        assert!(written.len() <= 13, "{written}");
        assert_eq!(written.parse::<Token>().expect("reads"), token);
    }
}

#[test]
fn quiet_hours_may_pass_midnight() {
    assert!(Quiet::Evening.covers(23) && Quiet::Evening.covers(7) && !Quiet::Evening.covers(8));
    assert!(Quiet::Night.covers(0) && !Quiet::Night.covers(22) && !Quiet::Off.covers(0));
}

fn day(text: &str) -> chrono::NaiveDate {
    text.parse().expect("a day")
}

#[tokio::test]
async fn a_budget_is_kept_by_person_by_day_and_across_restarts() {
    let (folder, store) = store().await;
    let budget = Budget { requests_per_person: 2, requests: 3, tokens: 1000 };
    let (today, tomorrow) = (day("2026-11-27"), day("2026-11-28"));
    let mut grants = Vec::new();
    for person in [1, 1, 1, 2, 2, 3] {
        grants.push(store.spend_request(Person(person), today, budget).await.expect("counts"));
    }
    assert_eq!(
        grants,
        [
            Grant::Given,
            Grant::Given,
            Grant::PersonSpent,
            Grant::Given,
            Grant::AllSpent,
            Grant::AllSpent
        ]
    );

    store.spend_tokens(Person(1), tomorrow, 999).await.expect("counts");
    store.close().await;
    let store = Store::open(folder.path()).await.expect("opens again");
    let again = |person| store.spend_request(Person(person), tomorrow, budget);
    assert_eq!(again(1).await.expect("counts"), Grant::Given);
    store.spend_tokens(Person(1), tomorrow, 1).await.expect("counts");
    assert_eq!(again(2).await.expect("counts"), Grant::AllSpent);
    assert_eq!(store.spent(today).await.expect("reads"), (3, 0));
    assert_eq!(store.spent(tomorrow).await.expect("reads"), (1, 1000));
    let any = store.spend_request(Person(2), tomorrow, Budget::default()).await;
    assert_eq!(any.expect("counts"), Grant::Given, "0 is any number");
}

#[tokio::test]
async fn requests_at_the_same_time_spend_no_more_than_there_is() {
    let (_folder, store) = store().await;
    let budget = Budget { requests_per_person: 5, ..Budget::default() };
    let request = || store.spend_request(Person(1), day("2026-11-27"), budget);
    let grants = futures::future::join_all((0..20).map(|_| request())).await;
    let given = grants.into_iter().filter(|grant| *grant.as_ref().expect("counts") == Grant::Given);
    assert_eq!(given.count(), 5);
}

#[tokio::test]
async fn forgetting_does_not_give_a_day_back() {
    let (_folder, store) = store().await;
    let budget = Budget { requests_per_person: 1, ..Budget::default() };
    let (before, today) = (day("2026-11-26"), day("2026-11-27"));
    for day in [before, today] {
        store.spend_request(Person(1), day, budget).await.expect("counts");
    }
    store.forget_person(Person(1)).await.expect("forgets");
    assert_eq!(store.spent(before).await.expect("reads"), (0, 0));
    let again = store.spend_request(Person(1), today, budget).await.expect("counts");
    assert_eq!(again, Grant::PersonSpent);
}
