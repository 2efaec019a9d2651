package dev.kontor.local.gateway;

/// An error response of the gateway itself, without a call of the function.
final class GatewayError extends Exception {
    private final transient GatewayResponse response;

    private GatewayError(int status, String message) {
        super(message, null, false, false);
        this.response = GatewayResponse.message(status, message);
    }

    GatewayResponse response() {
        return response;
    }

    static GatewayError badRequest() {
        return new GatewayError(400, "Bad Request");
    }

    static GatewayError unauthorized() {
        return new GatewayError(401, "Unauthorized");
    }

    static GatewayError forbidden() {
        return new GatewayError(403, "Forbidden");
    }

    static GatewayError notFound() {
        return new GatewayError(404, "Not Found");
    }

    static GatewayError tooLarge() {
        return new GatewayError(413, "Request Entity Too Large");
    }

    static GatewayError internalError() {
        return new GatewayError(500, "Internal Server Error");
    }
}
