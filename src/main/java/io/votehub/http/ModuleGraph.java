package io.votehub.http;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Parses ES modules and the modules they import, and orders them so that each comes after its
 * imports. A module's code is left as it is; its imports become variables, its exports a map.
 *
 * <p>Supports the forms of import and export that the pages and Lit use: at the start of a line, or
 * of a statement in a minified file; no live bindings, no cycles, no default imports.
 */
final class ModuleGraph {
  // Each begins with what it looks for, and looks behind only there: a search for a text skips most
  // of a script, one that looks behind every character takes the longest part of a hub's start.
  private static final Pattern IMPORT =
      Pattern.compile(
          "import(?<=(?:^|[;\\n])import)"
              + "\\s*(?:\\{([^}]*)\\}\\s*from\\s*)?[\"']([^\"']+)[\"'];?\\n?");
  private static final Pattern EXPORT_FROM =
      Pattern.compile(
          "export(?<=(?:^|[;\\n])export)"
              + "\\s*(?:\\{([^}]*)\\}|\\*)\\s*from\\s*[\"']([^\"']+)[\"'];?\\n?");
  private static final Pattern EXPORT_LIST =
      Pattern.compile("export(?<=(?:^|[;}\\n])export)\\s*\\{([^}]*)\\};?\\n?");
  private static final Pattern EXPORT_DECLARED =
      Pattern.compile(
          "export (?<=(?:^|\\n)export )((?:const|class|function\\*?|async function) ([\\w$]+))");
  private static final Pattern DYNAMIC =
      Pattern.compile("import\\((?<=\\bimport\\()([\"'`])(\\.\\.?/)");
  private static final List<Pattern> UNSUPPORTED =
      List.of(
          Pattern.compile("import\\b(?<=(?:^|[;\\n])import)(?!\\().*"),
          Pattern.compile("export\\b(?<=(?:^|[;\\n])export)(?!\\().*"));
  private static final Pattern AS = Pattern.compile("\\s+as\\s+");
  private static final Pattern SOURCE_MAP =
      Pattern.compile("(?m)//# sourceMappingURL=(?<=^//# sourceMappingURL=).*$\\n?");

  /**
   * A parsed module.
   *
   * @param imports the names of the modules it imports
   * @param body its code without imports and exports
   * @param exports by exported name the expression to export; a spread for a re-exported module
   */
  record Module(List<String> imports, String body, Map<String, String> exports) {}

  private final Function<String, String> sources;
  private final Map<String, String> bareNames;
  private final String entryFolder;
  private final Set<String> external;
  private final Set<String> externalImports = new LinkedHashSet<>();
  private final Map<String, Module> modules = new LinkedHashMap<>();
  private final Map<String, String> variables = new HashMap<>();
  private final Set<String> inProgress = new LinkedHashSet<>();

  /**
   * @param sources supplies the source of a module by name, or null
   * @param bareNames the import map: bare specifiers, or prefixes that end with a slash
   * @param entry the module in whose place the bundle is served
   * @param external modules that stay imports
   */
  ModuleGraph(
      Function<String, String> sources,
      Map<String, String> bareNames,
      String entry,
      Set<String> external) {
    this.external = external;
    this.sources = sources;
    this.bareNames = bareNames;
    this.entryFolder = folder(entry);
  }

  /**
   * Adds a module and all that it imports.
   *
   * @throws IllegalStateException if one is missing, has an unsupported statement or is in a cycle
   */
  void add(String name) {
    if (external.contains(name)) {
      externalImports.add(name);
      return;
    }
    if (modules.containsKey(name)) {
      return;
    }
    if (!inProgress.add(name)) {
      throw new IllegalStateException("Modules import one another in a cycle: " + inProgress);
    }
    Module module = read(name);
    module.imports.forEach(this::add);
    inProgress.remove(name);
    modules.put(name, module);
  }

  /** The modules by name, each after those it imports. */
  Map<String, Module> modules() {
    return modules;
  }

  private Module read(String name) {
    String source = sources.apply(name);
    if (source == null) {
      throw new IllegalStateException("There is no module " + name);
    }
    List<String> imports = new ArrayList<>();
    Map<String, String> exports = new LinkedHashMap<>();
    Map<String, String> imported = new LinkedHashMap<>();
    List<String> reexported = new ArrayList<>();
    String body = SOURCE_MAP.matcher(source).replaceAll("");
    body =
        replace(
            EXPORT_FROM,
            body,
            found -> {
              String from = resolved(name, found.group(2));
              imports.add(from);
              if (found.group(1) == null) {
                reexported.add(from);
              } else {
                names(found.group(1))
                    .forEach((inside, as) -> exports.put(as, variable(from) + "." + inside));
              }
              return "";
            });
    body =
        replace(
            IMPORT,
            body,
            found -> {
              String from = resolved(name, found.group(2));
              imports.add(from);
              if (found.group(1) == null) {
                return "";
              }
              Map<String, String> names = names(found.group(1));
              names.forEach((there, as) -> imported.put(as, variable(from) + "." + there));
              return destructuring(names, from);
            });
    body =
        replace(
            EXPORT_LIST,
            body,
            found -> {
              names(found.group(1))
                  .forEach((inside, as) -> exports.put(as, imported.getOrDefault(inside, inside)));
              return "";
            });
    body =
        replace(
            EXPORT_DECLARED,
            body,
            found -> {
              exports.put(found.group(2), found.group(2));
              return found.group(1);
            });
    body =
        replace(
            DYNAMIC, body, found -> "import(" + found.group(1) + dynamicImportPath(name, found));
    rejectUnsupported(name, body);
    reexported.forEach(from -> exports.put("..." + variable(from), ""));
    return new Module(imports, body, exports);
  }

  private void rejectUnsupported(String name, String body) {
    for (Pattern unsupported : UNSUPPORTED) {
      Matcher left = unsupported.matcher(body);
      if (left.find()) {
        throw new IllegalStateException("Unsupported statement in " + name + ": " + left.group());
      }
    }
    if (body.contains("import.meta") && !folder(name).equals(entryFolder)) {
      throw new IllegalStateException(
          name + " uses import.meta, which would change its meaning in the bundle");
    }
  }

  private String destructuring(Map<String, String> names, String from) {
    List<String> parts = new ArrayList<>();
    names.forEach((inside, as) -> parts.add(inside.equals(as) ? as : inside + ": " + as));
    return "const { " + String.join(", ", parts) + " } = " + variable(from) + ";\n";
  }

  private String resolved(String importer, String specifier) {
    if (specifier.startsWith(".")) {
      return normalised(folder(importer) + specifier);
    }
    String whole = bareNames.get(specifier);
    if (whole != null) {
      return whole;
    }
    return bareNames.entrySet().stream()
        .filter(each -> each.getKey().endsWith("/") && specifier.startsWith(each.getKey()))
        .map(each -> each.getValue() + specifier.substring(each.getKey().length()))
        .findFirst()
        .orElseThrow(() -> new IllegalStateException("Not in the import map: " + specifier));
  }

  /** The relative path from the bundle to a dynamically imported folder. */
  private String dynamicImportPath(String importer, MatchResult found) {
    return relative(normalised(folder(importer) + found.group(2)));
  }

  private String relative(String target) {
    String up = "../".repeat((int) entryFolder.chars().filter(c -> c == '/').count());
    return (up.isEmpty() ? "./" : up) + target;
  }

  /** Import statements for the external modules that were imported. */
  String externalImportStatements() {
    StringBuilder text = new StringBuilder();
    externalImports.forEach(
        name ->
            text.append("import * as ")
                .append(variable(name))
                .append(" from '")
                .append(relative(name))
                .append("';\n"));
    return text.toString();
  }

  private static Map<String, String> names(String list) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String each : list.split(",", -1)) {
      String[] words = AS.split(each.strip(), -1);
      if (!words[0].isEmpty()) {
        names.put(words[0], words[words.length - 1]);
      }
    }
    return names;
  }

  /** The variable that holds a module's exports in the bundle; short, because phones load it. */
  String variable(String module) {
    return variables.computeIfAbsent(
        module, first -> "$" + Integer.toString(variables.size(), Character.MAX_RADIX));
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private static String normalised(String path) {
    List<String> parts = new ArrayList<>();
    for (String part : path.split("/", -1)) {
      if (part.equals("..")) {
        parts.remove(parts.size() - 1);
      } else if (!part.equals(".")) {
        parts.add(part);
      }
    }
    return String.join("/", parts);
  }

  private static String replace(
      Pattern pattern, String text, Function<MatchResult, String> replacement) {
    return pattern
        .matcher(text)
        .replaceAll(found -> Matcher.quoteReplacement(replacement.apply(found)));
  }
}
