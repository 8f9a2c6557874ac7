//! `/live` after a break: nothing is lost, nothing comes twice, and who was away too long fetches anew.
use crate::{stream, thread::PAGE, town::Town};

#[test]
fn a_reader_goes_on_where_it_stopped() {
    let town = Town::start();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let seq = visitor.get(PAGE).page().event();
    let said: Vec<i64> = (0..4).map(|n| núria.comment(1, &format!("Comentari {n}."))).collect();
    let query = format!("topic=proposal:1&after={seq}");
    let mut first = stream::open(town.address, &visitor, &query, None).expect("a stream");
    let heard = first.take(2);
    assert_eq!([heard[0].comment(), heard[1].comment()], said[..2]);
    drop(first);
    let mut second = stream::open(town.address, &visitor, &query, Some(heard[1].id)).expect("a stream");
    let later = núria.comment(1, "I un de nou.");
    let heard: Vec<i64> = second.take(3).iter().map(stream::Event::comment).collect();
    assert_eq!(heard, [said[2], said[3], later], "the browser's own number wins over the address's");
    let head = visitor.get(PAGE).page().event();
    let mut none =
        stream::open(town.address, &visitor, &format!("topic=proposal:1&after={head}"), None).expect("a stream");
    let last = núria.comment(1, "L'últim.");
    assert_eq!(none.next().comment(), last, "nothing was missed, so nothing is repeated");
}

#[test]
fn a_line_that_breaks_all_the_time_loses_nothing_while_others_write() {
    let town = Town::busy();
    let visitor = town.visitor();
    let people: Vec<_> = ["Núria", "Pep"].map(|name| town.resident(name)).into();
    let seq = visitor.get(PAGE).page().event();
    let (heard, said) = std::thread::scope(|scope| {
        let writers: Vec<_> = people
            .iter()
            .map(|who| {
                scope.spawn(move || (0..40).map(|n| who.comment(1, &format!("Comentari {n}."))).collect::<Vec<_>>())
            })
            .collect();
        let (mut heard, mut last) = (Vec::new(), seq);
        while heard.len() < 80 {
            let mut stream =
                stream::open(town.address, &visitor, "topic=proposal:1&after=0", Some(last)).expect("a stream");
            for event in stream.take((80 - heard.len()).min(3)) {
                last = event.id;
                heard.push((event.id, event.comment()));
            }
        }
        let said: Vec<i64> = writers.into_iter().flat_map(|w| w.join().expect("a writer")).collect();
        (heard, said)
    });
    let numbers: Vec<i64> = heard.iter().map(|(id, _)| *id).collect();
    assert_eq!(numbers, (seq + 1..=seq + 80).collect::<Vec<_>>());
    let mut comments: Vec<i64> = heard.into_iter().map(|(_, comment)| comment).collect();
    let mut said = said;
    comments.sort_unstable();
    said.sort_unstable();
    assert_eq!(comments, said);
    town.check();
}

#[test]
fn a_number_that_is_not_held_means_fetching_anew() {
    let town = Town::busy();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    núria.comment(1, "Un comentari.");
    let head = visitor.get(PAGE).page().event();
    for (query, last) in
        [(head + 1, None), (head + 1_000_000, None), (-5, None), (head, Some(head + 7)), (i64::MAX, None)]
    {
        let query = format!("topic=proposal:1&after={query}");
        let mut stream = stream::open(town.address, &visitor, &query, last).expect("a stream");
        let event = stream.next();
        assert_eq!(
            (event.name.as_str(), event.id, event.data["seq"].as_i64()),
            ("resync", head, Some(head)),
            "{query}"
        );
    }
}

#[test]
fn who_missed_too_much_fetches_anew_and_hears_on() {
    let town = Town::busy();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let seq = visitor.get(PAGE).page().event();
    for n in 0..501 {
        let give = (n % 2 == 0).to_string();
        núria.call("support/set", &[("proposal", "1"), ("give", &give)]).expect(200);
    }
    let query = format!("topic=proposal:1&after={seq}");
    let mut stream = stream::open(town.address, &visitor, &query, None).expect("a stream");
    let event = stream.next();
    assert_eq!((event.name.as_str(), event.id), ("resync", seq + 501));
    let id = núria.comment(1, "Després de tot.");
    assert_eq!(stream.next().comment(), id);
    let mut enough = stream::open(town.address, &visitor, &query, Some(seq + 2)).expect("a stream");
    assert_eq!(enough.next().id, seq + 3, "five hundred are replayed");
    let other = stream::open(town.address, &visitor, &format!("topic=proposal:2&after={seq}"), None);
    núria.comment(2, "En un altre lloc.");
    assert_eq!(other.expect("a stream").next().kind(), "comment_added", "only the events of its own topics count");
}

#[test]
fn a_stream_ends_with_the_server_and_goes_on_with_the_next() {
    let town = Town::start();
    let (visitor, núria) = (town.visitor(), town.resident("Núria"));
    let seq = visitor.get(PAGE).page().event();
    let first = núria.comment(1, "Abans.");
    town.again();
    let second = núria.comment(1, "Després.");
    let mut stream = stream::open(town.address, &visitor, "topic=proposal:1", Some(seq)).expect("a stream");
    let heard: Vec<i64> = stream.take(2).iter().map(stream::Event::comment).collect();
    assert_eq!(heard, [first, second]);
    town.check();
}
