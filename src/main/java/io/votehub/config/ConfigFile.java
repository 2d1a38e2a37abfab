package io.votehub.config;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * Reads a configuration file: YAML 1.2, where {@code http: {port: 8080}} and {@code http.port:
 * 8080} are the same. Reports values with their line numbers; does not validate them.
 */
final class ConfigFile {
  /** Names have two parts, so deeper nesting is an error or a self-reference. */
  private static final int MAX_DEPTH = 4;

  private final Path path;
  private final List<Given> given = new ArrayList<>();

  private ConfigFile(Path path) {
    this.path = path;
  }

  /**
   * A value as found in the file.
   *
   * @param text empty if the value is neither a scalar nor a list of scalars
   * @param place file and line, for error messages
   */
  record Given(String name, Optional<String> text, boolean list, String place) {}

  /**
   * The values in the order of the file.
   *
   * @throws ConfigException if the file cannot be read or is not valid YAML
   */
  static List<Given> read(Path path) throws ConfigException {
    ConfigFile file = new ConfigFile(path);
    try (InputStream in = Files.newInputStream(path)) {
      LoadSettings settings = LoadSettings.builder().setLabel(path.toString()).build();
      Optional<Node> root = new Compose(settings).composeInputStream(in);
      if (root.isPresent()) {
        file.walkRoot(root.get());
      }
    } catch (MarkedYamlEngineException fault) {
      String line = fault.getProblemMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
      throw new ConfigException(List.of(path + line + ": not valid YAML: " + fault.getProblem()));
    } catch (YamlEngineException fault) {
      throw new ConfigException(List.of(path + ": not valid YAML in UTF-8"));
    } catch (IOException fault) {
      throw new ConfigException(List.of(path + ": cannot be read (" + fault + ")"));
    }
    return file.given;
  }

  private void walkRoot(Node root) throws ConfigException {
    if (root instanceof MappingNode map) {
      walk("", map, 1);
    } else if (!Tag.NULL.equals(root.getTag())) {
      throw new ConfigException(
          List.of(place(root) + ": expected settings such as 'http.port: 8080'"));
    }
  }

  private void walk(String prefix, MappingNode map, int depth) {
    for (NodeTuple tuple : map.getValue()) {
      Node key = tuple.getKeyNode();
      String name = prefix + (key instanceof ScalarNode scalar ? scalar.getValue() : "?");
      Node value = tuple.getValueNode();
      if (value instanceof MappingNode inner && !inner.getValue().isEmpty() && depth < MAX_DEPTH) {
        walk(name + ".", inner, depth + 1);
      } else {
        Optional<String> text = text(value);
        given.add(new Given(name, text, value instanceof SequenceNode, place(key)));
      }
    }
  }

  private static Optional<String> text(Node value) {
    if (value instanceof ScalarNode scalar && !Tag.NULL.equals(scalar.getTag())) {
      return Optional.of(scalar.getValue());
    }
    if (value instanceof SequenceNode list
        && list.getValue().stream().allMatch(ScalarNode.class::isInstance)) {
      List<String> items =
          list.getValue().stream().map(item -> ((ScalarNode) item).getValue()).toList();
      return Optional.of(String.join(",", items));
    }
    return Optional.empty();
  }

  private String place(Node node) {
    return path + node.getStartMark().map(mark -> ", line " + (mark.getLine() + 1)).orElse("");
  }
}
