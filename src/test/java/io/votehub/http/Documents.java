package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import io.vertx.json.schema.Draft;
import io.vertx.json.schema.JsonSchema;
import io.vertx.json.schema.JsonSchemaOptions;
import io.vertx.json.schema.OutputFormat;
import io.vertx.json.schema.OutputUnit;
import io.vertx.json.schema.Validator;
import io.votehub.http.HttpKit.Got;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/**
 * The OpenAPI and AsyncAPI documents, and checks of the hub's answers and messages against them.
 */
final class Documents {
  static final JsonObject OPENAPI = read("docs/openapi.yaml");
  static final JsonObject ASYNCAPI = read("docs/asyncapi.yaml");
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final Map<String, Validator> VALIDATORS = new ConcurrentHashMap<>();

  private Documents() {}

  @SuppressWarnings("unchecked")
  private static JsonObject read(String file) {
    try {
      Object yaml =
          new Load(LoadSettings.builder().build()).loadFromString(Files.readString(Path.of(file)));
      // Serialized and parsed again, so that nested values have JSON's own types.
      return new JsonObject(new JsonObject((Map<String, Object>) yaml).encode());
    } catch (IOException fault) {
      throw new UncheckedIOException(fault);
    }
  }

  /** The documented calls, such as {@code GET /api/v1/rooms/{code}}. */
  static Set<String> calls() {
    Set<String> calls = new TreeSet<>();
    JsonObject paths = OPENAPI.getJsonObject("paths");
    for (String path : paths.fieldNames()) {
      for (String method : paths.getJsonObject(path).fieldNames()) {
        if (METHODS.contains(method)) {
          calls.add(method.toUpperCase(Locale.ROOT) + " " + path);
        }
      }
    }
    return calls;
  }

  /** The violations of a schema of either document by a value. */
  static List<String> faults(String schema, Object value) {
    OutputUnit outcome = VALIDATORS.computeIfAbsent(schema, Documents::validator).validate(value);
    if (Boolean.TRUE.equals(outcome.getValid())) {
      return List.of();
    }
    List<String> faults = new ArrayList<>();
    outcome.getErrors().forEach(e -> faults.add(e.getInstanceLocation() + ": " + e.getError()));
    return faults;
  }

  private static Validator validator(String schema) {
    JsonObject all = new JsonObject();
    all.mergeIn(OPENAPI.getJsonObject("components").getJsonObject("schemas"));
    all.mergeIn(ASYNCAPI.getJsonObject("components").getJsonObject("schemas"));
    String definitions =
        all.encode()
            .replace("./openapi.yaml#/components/schemas/", "#/$defs/")
            .replace("#/components/schemas/", "#/$defs/");
    JsonObject root =
        new JsonObject()
            .put("$id", "https://votehub.test/" + schema)
            .put("$ref", "#/$defs/" + schema)
            .put("$defs", new JsonObject(definitions));
    return Validator.create(
        JsonSchema.of(root),
        new JsonSchemaOptions()
            .setBaseUri("https://votehub.test/")
            .setDraft(Draft.DRAFT202012)
            .setOutputFormat(OutputFormat.Basic));
  }

  /** Checks an answer of the hub to a documented call; ignores others. */
  static void check(String method, String path, Got got) {
    Optional<JsonObject> call = call(method, path);
    if (call.isEmpty()) {
      return;
    }
    String status = String.valueOf(got.status());
    JsonObject answer = call.get().getJsonObject("responses").getJsonObject(status);
    assertThat(answer).as("%s %s may not answer %s", method, path, status).isNotNull();
    JsonObject known = resolved(answer);
    JsonObject headers = known.getJsonObject("headers", new JsonObject());
    headers.fieldNames().stream()
        .filter(name -> headers.getJsonObject(name).getBoolean("required", true))
        .forEach(name -> assertThat(got.header(name)).as(name).isNotNull());
    JsonObject contents = known.getJsonObject("content", new JsonObject());
    if (contents.isEmpty()) {
      assertThat(got.raw().body()).isEmpty();
      return;
    }
    String type = got.header("Content-Type").replaceAll(";.*", "");
    assertThat(contents.fieldNames()).contains(type);
    String schema = contents.getJsonObject(type).getJsonObject("schema").getString("$ref");
    if (schema != null) {
      String name = schema.substring(schema.lastIndexOf('/') + 1);
      assertThat(faults(name, new JsonObject(got.text()))).as(got.text()).isEmpty();
    }
  }

  private static JsonObject resolved(JsonObject answer) {
    String name = answer.getString("$ref");
    return name == null
        ? answer
        : OPENAPI
            .getJsonObject("components")
            .getJsonObject("responses")
            .getJsonObject(name.substring(name.lastIndexOf('/') + 1));
  }

  private static Optional<JsonObject> call(String method, String path) {
    JsonObject paths = OPENAPI.getJsonObject("paths");
    return paths.fieldNames().stream()
        .filter(each -> path.matches(each.replaceAll("\\{\\w+}", "[^/]+").replace(".", "\\.")))
        .map(each -> paths.getJsonObject(each).getJsonObject(method.toLowerCase(Locale.ROOT)))
        .filter(call -> call != null)
        .findAny();
  }

  /** The schema names in a list of references. */
  static List<String> names(JsonArray references) {
    return references.stream()
        .map(each -> ((JsonObject) each).getString("$ref"))
        .map(ref -> ref.substring(ref.lastIndexOf('/') + 1))
        .toList();
  }
}
