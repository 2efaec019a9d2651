const page = SwaggerUIBundle({
  dom_id: "#api",
  url: "/docs/openapi.json",
  deepLinking: true,
  displayRequestDuration: true,
  tryItOutEnabled: true,
  validatorUrl: null,
  onComplete: () => page.preauthorizeApiKey("bearerToken", document.body.dataset.token),
});
