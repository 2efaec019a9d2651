package dev.kontor.client;

import java.net.http.HttpRequest.BodyPublisher;
import java.nio.ByteBuffer;
import java.util.concurrent.Flow.Subscriber;
import java.util.concurrent.Flow.Subscription;
import java.util.function.LongConsumer;

/// A body that says how much of it has been handed to the connection.
final class CountedBody implements BodyPublisher {

    private final BodyPublisher body;
    private final LongConsumer progress;

    CountedBody(BodyPublisher body, LongConsumer progress) {
        this.body = body;
        this.progress = progress;
    }

    @Override
    public long contentLength() {
        return body.contentLength();
    }

    @Override
    public void subscribe(Subscriber<? super ByteBuffer> subscriber) {
        body.subscribe(new Counter(subscriber, progress));
    }

    private static final class Counter implements Subscriber<ByteBuffer> {
        private final Subscriber<? super ByteBuffer> target;
        private final LongConsumer progress;
        private long sent;

        Counter(Subscriber<? super ByteBuffer> target, LongConsumer progress) {
            this.target = target;
            this.progress = progress;
        }

        @Override
        public void onSubscribe(Subscription subscription) {
            target.onSubscribe(subscription);
        }

        @Override
        public void onNext(ByteBuffer part) {
            sent += part.remaining();
            target.onNext(part);
            progress.accept(sent);
        }

        @Override
        public void onError(Throwable failure) {
            target.onError(failure);
        }

        @Override
        public void onComplete() {
            target.onComplete();
        }
    }
}
