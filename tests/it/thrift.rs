//! How many statements a verb or a page costs: to a server, each is a way there and back.

use std::sync::Arc;
use std::sync::atomic::{AtomicUsize, Ordering};

use forecourt::desk::job::Unissued;
use forecourt::desk::stock::PartsFilter;
use tracing::span::{Attributes, Id, Record};
use tracing::{Event, Metadata, Subscriber};

use crate::jobs::Floor;
use crate::rig::{FromPlace, Place};

/// Counts what the driver says it has run.
struct Tally(Arc<AtomicUsize>);

impl Subscriber for Tally {
    fn enabled(&self, metadata: &Metadata<'_>) -> bool {
        metadata.target() == "sqlx::query"
    }
    fn new_span(&self, _: &Attributes<'_>) -> Id {
        Id::from_u64(1)
    }
    fn record(&self, _: &Id, _: &Record<'_>) {}
    fn record_follows_from(&self, _: &Id, _: &Id) {}
    fn event(&self, _: &Event<'_>) {
        self.0.fetch_add(1, Ordering::Relaxed);
    }
    fn enter(&self, _: &Id) {}
    fn exit(&self, _: &Id) {}
}

/// The statements this costs, by the way its future goes on this thread: a file's are run on another.
async fn counted<T>(work: impl Future<Output = T>) -> usize {
    let tally = Arc::new(AtomicUsize::new(0));
    let _guard = tracing::subscriber::set_default(Tally(tally.clone()));
    work.await;
    tally.load(Ordering::Relaxed)
}

#[tokio::test]
async fn verbs_and_pages_ask_the_server_no_more_often_than_they_must() {
    let Some(place) = Place::postgres().await else {
        return;
    };
    let floor = Floor::from_place(place).await;
    let job = floor.agreed(&["SMALL"]).await;
    for task in floor.tasks(job).await {
        floor.work_off(task).await;
    }
    let (desk, ana) = (floor.desk(), &floor.ana);
    // A test on another thread may be the first to come by where the driver speaks, and have nobody listening there:
    // that is remembered until somebody else begins to listen.
    counted(desk.alerts(ana)).await;
    let complete = counted(async {
        desk.complete(ana, job, Unissued::Release, "")
            .await
            .unwrap();
    })
    .await;
    let counts = counted(async {
        let all = PartsFilter::default();
        desk.parts_counts(ana, &all).await.unwrap();
    })
    .await;
    println!("complete a job: {complete}, counts of parts: {counts}");
    assert!((1..=13).contains(&complete), "complete a job: {complete}");
    assert!((1..=2).contains(&counts), "counts of parts: {counts}");
}
