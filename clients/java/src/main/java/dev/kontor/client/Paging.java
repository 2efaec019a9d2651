package dev.kontor.client;

import dev.kontor.client.invoker.ApiException;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Objects;
import java.util.Spliterator;
import java.util.Spliterators;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.jspecify.annotations.Nullable;

/// All items of a list, page by page, by cursor: none that does not change is skipped or repeated.
public final class Paging {

    private Paging() {}

    /// Asks for one page.
    ///
    /// @param <P> the page
    @FunctionalInterface
    public interface Pages<P> {
        /// @param cursor null for the first page
        P page(@Nullable String cursor) throws ApiException;
    }

    /// The items, in the order of the list. A page is asked for once its first item is wanted. For one
    /// thread.
    ///
    /// @param items what a page holds, such as `FilePage::getItems`
    /// @param next the cursor of the page after it, such as `FilePage::getNextCursor`
    public static <P, T> Stream<T> stream(
            Pages<P> pages, Function<P, @Nullable List<T>> items, Function<P, @Nullable String> next) {
        var iterator = new Pager<>(pages, items, next);
        return StreamSupport.stream(
                Spliterators.spliteratorUnknownSize(iterator, Spliterator.ORDERED | Spliterator.NONNULL), false);
    }

    private static final class Pager<P, T> implements Iterator<T> {
        private final Pages<P> pages;
        private final Function<P, @Nullable List<T>> items;
        private final Function<P, @Nullable String> next;
        private Iterator<T> page = List.<T>of().iterator();
        private @Nullable String cursor;
        private boolean isLast;

        Pager(Pages<P> pages, Function<P, @Nullable List<T>> items, Function<P, @Nullable String> next) {
            this.pages = pages;
            this.items = items;
            this.next = next;
        }

        @Override
        public boolean hasNext() {
            while (!page.hasNext() && !isLast) {
                turn();
            }
            return page.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return page.next();
        }

        private void turn() {
            try {
                var turned = pages.page(cursor);
                page = Objects.requireNonNull(items.apply(turned)).iterator();
                cursor = next.apply(turned);
                isLast = cursor == null;
            } catch (ApiException e) {
                throw new IllegalStateException("the next page cannot be read", e);
            }
        }
    }
}
