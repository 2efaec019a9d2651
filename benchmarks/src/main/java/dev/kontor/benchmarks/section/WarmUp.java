package dev.kontor.benchmarks.section;

import java.time.Duration;

/// Brings processes to where those are that have served for long.
///
/// The JVM's second compiler shares the cores with the requests, and is at work long after they have shown
/// it what to compile. So all processes stand still for a while, in which it comes to its end, and then serve
/// a little more.
final class WarmUp {

    private static final Duration REST = Duration.ofSeconds(15);

    /// The part of the requests that come again after the rest.
    private static final int AGAIN = 10;

    private final int requests;

    /// Sends requests whose time does not count.
    interface Sender {
        void send(int requests) throws Exception;
    }

    WarmUp(int requests) {
        this.requests = requests;
    }

    void run(Sender... senders) throws Exception {
        for (var sender : senders) {
            sender.send(requests);
        }
        Thread.sleep(REST);
        for (var sender : senders) {
            sender.send(requests / AGAIN);
        }
    }

    /// For the text of a section.
    @Override
    public String toString() {
        return "%,d requests, a rest of %d s and %,d more to warm up"
                .formatted(requests, REST.toSeconds(), requests / AGAIN);
    }
}
