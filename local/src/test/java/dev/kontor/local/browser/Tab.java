package dev.kontor.local.browser;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/// A tab of the browser, with the page that it shows.
public final class Tab {
    private static final int PATIENCE_MILLIS = 60_000;

    private final DevTools tools;
    private final String session;
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final List<String> complaints = new CopyOnWriteArrayList<>();

    private Tab(DevTools tools, String session) {
        this.tools = tools;
        this.session = session;
    }

    static Tab open(DevTools tools, String url) throws InterruptedException {
        var target = tools.call(null, "Target.createTarget", Map.of("url", "about:blank"))
                .get("targetId");
        var attached = tools.call(null, "Target.attachToTarget", Map.of("targetId", target, "flatten", true));
        var tab = new Tab(tools, Objects.toString(attached.get("sessionId")));
        tools.listen(tab::hear);
        for (var domain : List.of("Page", "Network", "Log", "Runtime")) {
            tab.call(domain + ".enable", Map.of());
        }
        tab.go(url);
        return tab;
    }

    private void go(String url) throws InterruptedException {
        var outcome = call("Page.navigate", Map.of("url", url));
        assertThat(outcome).as(url).doesNotContainKey("errorText");
        await("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    /// Runs the body of an asynchronous function in the page, and returns its value as JSON has it:
    /// a map, a list, a text, a `Long`, a `Double`, a boolean or null. An exception fails the test.
    public @Nullable Object run(String body) {
        var answer = call(
                "Runtime.evaluate",
                Map.of("expression", "(async () => {" + body + "})()", "awaitPromise", true, "returnByValue", true));
        assertThat(answer.get("exceptionDetails")).as(body).isNull();
        return DevTools.object(answer, "result").get("value");
    }

    /// Waits until a JavaScript expression is true.
    public void await(String condition) throws InterruptedException {
        var deadline = System.currentTimeMillis() + PATIENCE_MILLIS;
        while (!Boolean.TRUE.equals(run("return Boolean(" + condition + ")"))) {
            assertThat(System.currentTimeMillis())
                    .as(() -> "%s%n%s%nThe page shows:%n%s".formatted(condition, complaints, text()))
                    .isLessThan(deadline);
            Thread.sleep(50);
        }
    }

    /// Presses the mouse on the first element that a CSS selector finds, once it is there and stands
    /// still.
    public void click(String selector) throws InterruptedException {
        var element = "document.querySelector(" + quoted(selector) + ")";
        await(element);
        var middle = Objects.requireNonNull((List<?>) run("""
            const element = %s;
            element.scrollIntoView({block: "center", behavior: "instant"});
            let before, box;
            do {
              before = box;
              await new Promise(resolve => setTimeout(resolve, 30));
              box = element.getBoundingClientRect();
            } while (before?.x !== box.x || before?.y !== box.y);
            return [box.x + box.width / 2, box.y + box.height / 2];
            """.formatted(element)));
        for (var type : List.of("mousePressed", "mouseReleased")) {
            call(
                    "Input.dispatchMouseEvent",
                    Map.of("type", type, "x", middle.get(0), "y", middle.get(1), "button", "left", "clickCount", 1));
        }
    }

    /// The page's elements as they are now.
    public String html() {
        return Objects.toString(run("return document.documentElement.outerHTML"));
    }

    /// The URLs of all requests so far, with those that were refused.
    public List<String> requests() {
        return List.copyOf(requests);
    }

    /// What the browser has logged as errors so far, such as a refused request or a breach of the
    /// page's security policy, and the exceptions that scripts did not catch.
    public List<String> complaints() {
        return List.copyOf(complaints);
    }

    private Map<String, Object> call(String method, Map<String, ?> parameters) {
        return tools.call(session, method, parameters);
    }

    private void hear(DevTools.Event event) {
        if (!event.session().equals(session)) {
            return;
        }
        switch (event.name()) {
            case "Network.requestWillBeSent" ->
                requests.add(Objects.toString(
                        DevTools.object(event.parameters(), "request").get("url")));
            case "Runtime.exceptionThrown" -> complaints.add(event.parameters().toString());
            case "Log.entryAdded" -> {
                var entry = DevTools.object(event.parameters(), "entry");
                if ("error".equals(entry.get("level"))) {
                    complaints.add(entry.toString());
                }
            }
            default -> {}
        }
    }

    private String text() {
        return Objects.toString(run("return document.body.innerText"));
    }

    private static String quoted(String text) {
        return "`" + text.replace("\\", "\\\\").replace("`", "\\`") + "`";
    }
}
