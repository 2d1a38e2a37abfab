package io.votehub.http;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Bundles ES modules into one script, so that a phone on a slow network makes one request instead
 * of forty. Every module becomes a function that returns its exports; its code is left as it is.
 * The script exports what all of its modules export, so that an import map can redirect modules
 * that are loaded later to it, and nothing is loaded twice.
 *
 * @param script the bundle
 * @param modules the names of the modules in it, the entry last
 */
record ModuleBundle(String script, Set<String> modules) {
  private static final Pattern TOP_LEVEL_AWAIT =
      Pattern.compile("(?m)^(?:const [\\w$]+ = .*)?\\(?await ");

  /**
   * Bundles a page's module with all that it imports.
   *
   * @param entry the name of the page's module
   * @param sources supplies the source of a module by name, or null
   * @param bareNames the import map
   * @throws IllegalStateException if a module is missing or has an unsupported statement
   */
  static ModuleBundle of(
      String entry, Function<String, String> sources, Map<String, String> bareNames) {
    ModuleGraph graph = new ModuleGraph(sources, bareNames, entry, Set.of());
    graph.add(entry);
    StringBuilder script = new StringBuilder();
    graph.modules().forEach((name, module) -> script.append(wrapped(graph, name, module)));
    script.append(exported(graph, graph.modules()));
    return new ModuleBundle(script.toString(), new LinkedHashSet<>(graph.modules().keySet()));
  }

  /**
   * Bundles a module that is loaded later with those of its imports that the page has not loaded.
   * The bundle exports what the entry exports.
   *
   * @param loaded modules that are loaded already, which stay imports
   */
  static ModuleBundle later(
      String entry,
      Function<String, String> sources,
      Map<String, String> bareNames,
      Set<String> loaded) {
    ModuleGraph graph = new ModuleGraph(sources, bareNames, entry, loaded);
    graph.add(entry);
    StringBuilder script = new StringBuilder(graph.externalImportStatements());
    graph.modules().forEach((name, module) -> script.append(wrapped(graph, name, module)));
    script.append(exported(graph, Map.of(entry, graph.modules().get(entry))));
    return new ModuleBundle(script.toString(), new LinkedHashSet<>(graph.modules().keySet()));
  }

  private static String wrapped(ModuleGraph graph, String name, ModuleGraph.Module module) {
    boolean isAsync =
        module.body().contains("await ") && TOP_LEVEL_AWAIT.matcher(module.body()).find();
    List<String> returned = new ArrayList<>();
    module
        .exports()
        .forEach(
            (as, inside) ->
                returned.add(inside.isEmpty() || as.equals(inside) ? as : as + ": " + inside));
    String body = "{\n" + module.body() + "return { " + String.join(", ", returned) + " };\n}";
    String function = (isAsync ? "await (async () => " : "(() => ") + body + ")();\n";
    return "const " + graph.variable(name) + " = " + function;
  }

  /** Export statements for every name; two modules must not export different things by one name. */
  private static String exported(ModuleGraph graph, Map<String, ModuleGraph.Module> modules) {
    Map<String, String> owners = new TreeMap<>();
    modules.forEach(
        (name, module) ->
            module
                .exports()
                .forEach(
                    (as, inside) -> {
                      boolean reexported = inside.isEmpty() || inside.contains(".");
                      if (!reexported && owners.putIfAbsent(as, name) != null) {
                        throw new IllegalStateException(
                            as + " is exported by " + name + " and by " + owners.get(as));
                      }
                    }));
    Map<String, Set<String>> byModule = new LinkedHashMap<>();
    owners.forEach((as, name) -> byModule.computeIfAbsent(name, n -> new TreeSet<>()).add(as));
    StringBuilder text = new StringBuilder();
    byModule.forEach(
        (name, names) ->
            text.append("export const { ")
                .append(String.join(", ", names))
                .append(" } = ")
                .append(graph.variable(name))
                .append(";\n"));
    return text.toString();
  }
}
