package dev.kontor.local.gateway;

/// A request that the gateway answers itself, without any function.
final class Refusal extends Exception {
    private final transient Answer answer;

    private Refusal(int status, String message) {
        super(message, null, false, false);
        this.answer = Answer.message(status, message);
    }

    Answer answer() {
        return answer;
    }

    static Refusal badRequest() {
        return new Refusal(400, "Bad Request");
    }

    static Refusal unauthorized() {
        return new Refusal(401, "Unauthorized");
    }

    static Refusal forbidden() {
        return new Refusal(403, "Forbidden");
    }

    static Refusal notFound() {
        return new Refusal(404, "Not Found");
    }

    static Refusal tooLarge() {
        return new Refusal(413, "Request Entity Too Large");
    }

    static Refusal internalError() {
        return new Refusal(500, "Internal Server Error");
    }
}
