//! The journal on real `SQLite`, in a temporary folder.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use tempfile::TempDir;

use super::*;
use crate::store::{Chat, Person};

async fn journal(folder: &TempDir) -> (Store, Journal, Flushed) {
    let store = Store::open(folder.path()).await.expect("opens");
    let (journal, flushed) = Journal::open(&store).await.expect("opens");
    (store, journal, flushed)
}

async fn close((store, journal, flushed): (Store, Journal, Flushed)) {
    journal.close();
    flushed.wait().await;
    store.close().await;
}

fn arrival(update: i64) -> Arrival {
    Arrival { update, chat: Some(Chat(1)), person: Some(Person(1)), raw: format!("{{{update}}}") }
}

#[tokio::test]
async fn what_is_not_finished_waits_after_a_restart_oldest_first() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = journal(&folder).await;
    let entered = open.1.enter(vec![arrival(9), arrival(7), arrival(8)]).await.expect("enters");
    assert_eq!(entered, [9, 7, 8]);
    assert_eq!(open.1.enter(vec![arrival(7), arrival(10)]).await.expect("enters"), [10]);
    open.1.on_disk().await.expect("is on the disk");
    open.1.begin(8, 41).await.expect("begins");
    open.1.sent(8, 42);
    open.1.begin(8, 42).await.expect("begins");
    open.1.searched(8, 16);
    open.1.finished(7);
    assert!(open.1.waiting().await.expect("reads").is_empty(), "all are under way");
    close(open).await;

    let open = journal(&folder).await;
    assert_eq!(open.1.waiting().await.expect("reads"), [8, 9, 10]);
    assert_eq!(open.1.unfinished(7).await.expect("reads"), None);
    let eight = open.1.unfinished(8).await.expect("reads").expect("is there");
    assert_eq!(eight.progress, Progress { begun: 2, sent: vec![42], newest: 42, searched: 16 });
    assert_eq!((eight.deaths, eight.raw.as_str()), (1, "{8}"));
    assert!(open.1.enter(vec![arrival(7)]).await.expect("enters").is_empty(), "known for good");
    close(open).await;
}

#[tokio::test]
async fn what_comes_twice_at_once_is_new_once_and_what_is_written_with_it_is_written_in_order() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = journal(&folder).await;
    let journal = &open.1;
    let (first, nothing, second) = tokio::join!(
        journal.enter(vec![arrival(1), arrival(2), arrival(1)]),
        journal.enter(Vec::new()),
        journal.enter(vec![arrival(2), arrival(3)])
    );
    assert_eq!((first.expect("enters"), second.expect("enters")), (vec![1, 2], vec![3]));
    assert!(nothing.expect("enters").is_empty());
    journal.begin(1, 40).await.expect("begins");
    journal.sent(1, 41);
    journal.finished(2);
    let (again, taken) = tokio::join!(journal.begin(1, 41), journal.taken(3));
    again.and(taken).expect("begins and takes");
    let one = journal.unfinished(1).await.expect("reads").expect("is there");
    assert_eq!(one.progress, Progress { begun: 2, sent: vec![41], newest: 41, searched: 0 });
    assert_eq!(journal.unfinished(2).await.expect("reads"), None);
    close(open).await;
}

#[tokio::test]
async fn what_was_left_on_purpose_is_not_suspected() {
    let folder = tempfile::tempdir().expect("a folder");
    for _ in 0..9 {
        let open = journal(&folder).await;
        open.1.enter(vec![arrival(1)]).await.expect("enters");
        open.1.taken(1).await.expect("takes");
        open.1.parked(1);
        close(open).await;
    }
    let open = journal(&folder).await;
    assert_eq!(open.1.unfinished(1).await.expect("reads").expect("is there").deaths, 0);
}

#[tokio::test]
async fn what_comes_further_each_time_is_not_suspected() {
    let folder = tempfile::tempdir().expect("a folder");
    for life in 0..3 * i32::try_from(super::MOST_DEATHS).expect("few") {
        let open = journal(&folder).await;
        open.1.enter(vec![arrival(1)]).await.expect("enters");
        open.1.taken(1).await.expect("takes");
        if life == 0 {
            open.1.begin(1, 41).await.expect("begins");
        }
        open.1.searched(1, 8 * life);
        close(open).await;
    }
    let open = journal(&folder).await;
    let one = open.1.unfinished(1).await.expect("reads").expect("is there");
    assert_eq!((one.failures, one.deaths), (0, 1));
}

#[tokio::test]
async fn what_ends_the_process_again_and_again_is_set_aside_only_when_it_was_alone() {
    let folder = tempfile::tempdir().expect("a folder");
    for _ in 0..super::MOST_DEATHS {
        let open = journal(&folder).await;
        open.1.enter(vec![arrival(1), arrival(2)]).await.expect("enters");
        open.1.taken(1).await.expect("takes");
        open.1.taken(2).await.expect("takes");
        close(open).await;
    }
    let open = journal(&folder).await;
    assert_eq!(open.1.waiting().await.expect("reads"), [1, 2], "either may be the cause");
    open.1.taken(2).await.expect("takes");
    // What comes meanwhile is in the journal at once, and waits its turn.
    open.1.enter(vec![arrival(3)]).await.expect("enters");
    close(open).await;

    let open = journal(&folder).await;
    assert_eq!(open.1.waiting().await.expect("reads"), [1, 2, 3]);
    open.1.finished(3);
    let two = open.1.unfinished(2).await.expect("reads").expect("is there");
    assert_eq!(two.failures, MOST_FAILURES);
    open.1.set_aside(2);
    open.1.taken(1).await.expect("takes");
    let aside = open.0.set_aside().await.expect("reads");
    assert_eq!(aside.len(), 1);
    assert!(aside[0].update == 2 && aside[0].reason.contains("the process ended"));
    open.1.parked(1);
    open.1.taken(1).await.expect("takes");
    open.1.parked(1);
    open.1.begin(1, 0).await.expect("begins, after all that was noted");
    assert!(open.0.retry(2).await.expect("retries") && !open.0.retry(1).await.expect("reads"));
    assert_eq!(open.1.waiting().await.expect("reads"), [1, 2]);
}

#[tokio::test]
async fn many_who_write_at_once_are_committed_together() {
    let folder = tempfile::tempdir().expect("a folder");
    let (store, journal, _flushed) = journal(&folder).await;
    let commits = Arc::new(AtomicUsize::new(0));
    let count = Arc::clone(&commits);
    let counted = move || {
        count.fetch_add(1, Ordering::Relaxed);
        true
    };
    let mut writer = store.writer.acquire().await.expect("the one that writes");
    writer.lock_handle().await.expect("its handle").set_commit_hook(counted);
    drop(writer);
    let all = (0..500).map(|update| {
        let journal = journal.clone();
        async move {
            journal.enter(vec![arrival(update)]).await.expect("enters");
            journal.on_disk().await.expect("is on the disk");
            journal.finished(update);
        }
    });
    futures::future::join_all(all).await;
    // One after another, there would be a thousand.
    let commits = commits.load(Ordering::Relaxed);
    assert!((1..100).contains(&commits), "{commits}");
}

#[tokio::test]
async fn what_is_finished_is_forgotten_in_time_and_holds_no_words() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = journal(&folder).await;
    open.1.enter(vec![arrival(1), arrival(2)]).await.expect("enters");
    open.1.finished(1);
    open.1.failed(2, "a reason".to_owned());
    open.1.set_aside(2);
    close(open).await;
    let store = Store::open(folder.path()).await.expect("opens");
    let kept: (String, Option<i64>) =
        sqlx::query_as("SELECT raw, person FROM journal WHERE update_id = 1")
            .fetch_one(&store.pool)
            .await
            .expect("reads");
    assert_eq!(kept, (String::new(), None));
    assert_eq!(store.expire_journal(30).await.expect("expires"), 0);
    sqlx::query("UPDATE journal SET arrived_ms = arrived_ms - 3 * 86400000")
        .execute(&store.writer)
        .await
        .expect("ages");
    assert_eq!(store.expire_journal(30).await.expect("expires"), 1);
    assert_eq!(store.set_aside().await.expect("reads")[0].reason, "a reason");
    assert!(store.drop_aside(2).await.expect("drops"));
    assert!(store.set_aside().await.expect("reads").is_empty());
}

#[tokio::test]
async fn what_was_set_aside_goes_with_a_group_that_moves() {
    let folder = tempfile::tempdir().expect("a folder");
    let open = journal(&folder).await;
    open.1.enter(vec![arrival(1)]).await.expect("enters");
    open.1.set_aside(1);
    open.1.begin(1, 0).await.expect("begins, after all that was noted");
    open.0.move_chat(Chat(1), Chat(-100)).await.expect("moves");
    assert_eq!(open.0.set_aside().await.expect("reads")[0].chat, Some(Chat(-100)));
}
