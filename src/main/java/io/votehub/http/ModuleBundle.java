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
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Joins the ES modules that a page needs at once into one script, so that a phone on a slow network
 * asks for one file and not for forty. Each module becomes a function of its own that answers its
 * exports; the code in it stays as it was written. The script exports what all of them export, so
 * that an import map can send modules that are loaded later to it, and nothing is loaded twice.
 *
 * <p>Understands the imports and exports that the pages and Lit use: at the begin of a line, or of
 * a statement in a minified file; no live bindings, no circles, no default imports.
 *
 * @param script the one script
 * @param modules the names of the modules that are in it, the entry last
 */
record ModuleBundle(String script, Set<String> modules) {
  private static final Pattern IMPORT =
      Pattern.compile(
          "(?<=^|[;\\n])import\\s*(?:\\{([^}]*)\\}\\s*from\\s*)?[\"']([^\"']+)[\"'];?\\n?");
  private static final Pattern EXPORT_FROM =
      Pattern.compile(
          "(?<=^|[;\\n])export\\s*(?:\\{([^}]*)\\}|\\*)\\s*from\\s*[\"']([^\"']+)[\"'];?\\n?");
  private static final Pattern EXPORT_LIST =
      Pattern.compile("(?<=^|[;}\\n])export\\s*\\{([^}]*)\\};?\\n?");
  private static final Pattern EXPORT_DECLARED =
      Pattern.compile("(?<=^|\\n)export ((?:const|class|function\\*?|async function) ([\\w$]+))");
  private static final Pattern DYNAMIC = Pattern.compile("\\bimport\\(([\"'`])(\\.\\.?/)");
  private static final Pattern NOT_UNDERSTOOD =
      Pattern.compile("(?<=^|[;\\n])(import|export)\\b(?!\\().*");
  private static final Pattern SOURCE_MAP = Pattern.compile("(?m)^//# sourceMappingURL=.*$\\n?");

  private static final Pattern TOP_LEVEL_AWAIT =
      Pattern.compile("(?m)^(?:const [\\w$]+ = .*)?\\(?await ");

  /** The statements of one module, taken apart. */
  private record Module(List<String> needs, String body, Map<String, String> exports) {}

  private static final class Joining {
    final Function<String, String> sources;
    final Map<String, String> bareNames;
    final String entryFolder;
    final Set<String> outside;
    final Set<String> fromOutside = new LinkedHashSet<>();
    final Map<String, Module> done = new LinkedHashMap<>();
    final Set<String> open = new LinkedHashSet<>();

    Joining(
        Function<String, String> sources,
        Map<String, String> bareNames,
        String entry,
        Set<String> outside) {
      this.outside = outside;
      this.sources = sources;
      this.bareNames = bareNames;
      this.entryFolder = folder(entry);
    }

    void add(String name) {
      if (outside.contains(name)) {
        fromOutside.add(name);
        return;
      }
      if (done.containsKey(name)) {
        return;
      }
      if (!open.add(name)) {
        throw new IllegalStateException("Modules import one another in a circle: " + open);
      }
      Module module = read(name);
      module.needs.forEach(this::add);
      open.remove(name);
      done.put(name, module);
    }

    private Module read(String name) {
      String source = sources.apply(name);
      if (source == null) {
        throw new IllegalStateException("There is no module " + name);
      }
      List<String> needs = new ArrayList<>();
      Map<String, String> exports = new LinkedHashMap<>();
      Map<String, String> imported = new LinkedHashMap<>();
      List<String> all = new ArrayList<>();
      String body = SOURCE_MAP.matcher(source).replaceAll("");
      body =
          replace(
              EXPORT_FROM,
              body,
              found -> {
                String from = resolved(name, found.group(2));
                needs.add(from);
                if (found.group(1) == null) {
                  all.add(from);
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
                needs.add(from);
                if (found.group(1) == null) {
                  return "";
                }
                Map<String, String> names = names(found.group(1));
                names.forEach((there, as) -> imported.put(as, variable(from) + "." + there));
                return taken(names, from);
              });
      body =
          replace(
              EXPORT_LIST,
              body,
              found -> {
                names(found.group(1))
                    .forEach(
                        (inside, as) -> exports.put(as, imported.getOrDefault(inside, inside)));
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
      body = replace(DYNAMIC, body, found -> "import(" + found.group(1) + from(name, found));
      refuseWhatIsLeft(name, body);
      all.forEach(from -> exports.put("..." + variable(from), ""));
      return new Module(needs, body, exports);
    }

    private void refuseWhatIsLeft(String name, String body) {
      Matcher left = NOT_UNDERSTOOD.matcher(body);
      if (left.find()) {
        throw new IllegalStateException("Not understood in " + name + ": " + left.group());
      }
      if (body.contains("import.meta") && !folder(name).equals(entryFolder)) {
        throw new IllegalStateException(name + " asks where it is, and will be elsewhere");
      }
    }

    private static String taken(Map<String, String> names, String from) {
      List<String> parts = new ArrayList<>();
      names.forEach((inside, as) -> parts.add(inside.equals(as) ? as : inside + ": " + as));
      return "const { " + String.join(", ", parts) + " } = " + variable(from) + ";\n";
    }

    private String resolved(String importer, String specifier) {
      if (specifier.startsWith(".")) {
        return normal(folder(importer) + specifier);
      }
      String whole = bareNames.get(specifier);
      if (whole != null) {
        return whole;
      }
      return bareNames.entrySet().stream()
          .filter(each -> each.getKey().endsWith("/") && specifier.startsWith(each.getKey()))
          .map(each -> each.getValue() + specifier.substring(each.getKey().length()))
          .findFirst()
          .orElseThrow(() -> new IllegalStateException("No place is known for " + specifier));
    }

    /** The same folder as seen from where the joined script is. */
    private String from(String importer, MatchResult found) {
      return seen(normal(folder(importer) + found.group(2)));
    }

    private String seen(String target) {
      String up = "../".repeat((int) entryFolder.chars().filter(c -> c == '/').count());
      return (up.isEmpty() ? "./" : up) + target;
    }

    private String importsFromOutside() {
      StringBuilder text = new StringBuilder();
      fromOutside.forEach(
          name ->
              text.append("import * as ")
                  .append(variable(name))
                  .append(" from '")
                  .append(seen(name))
                  .append("';\n"));
      return text.toString();
    }
  }

  /**
   * @param entry the name of the page's module
   * @param sources the text of a module by its name, or null
   * @param bareNames the names of modules without a path, as an import map has them
   * @throws IllegalStateException if a module is missing or is not understood
   */
  static ModuleBundle of(
      String entry, Function<String, String> sources, Map<String, String> bareNames) {
    Joining joining = new Joining(sources, bareNames, entry, Set.of());
    joining.add(entry);
    StringBuilder script = new StringBuilder();
    joining.done.forEach((name, module) -> script.append(wrapped(name, module)));
    script.append(exported(joining.done));
    return new ModuleBundle(script.toString(), new LinkedHashSet<>(joining.done.keySet()));
  }

  /**
   * Joins a module that is loaded later with what the page has not loaded by then. It exports what
   * the entry exports.
   *
   * @param loaded the modules that are there already, which stay imports
   */
  static ModuleBundle later(
      String entry,
      Function<String, String> sources,
      Map<String, String> bareNames,
      Set<String> loaded) {
    Joining joining = new Joining(sources, bareNames, entry, loaded);
    joining.add(entry);
    StringBuilder script = new StringBuilder(joining.importsFromOutside());
    joining.done.forEach((name, module) -> script.append(wrapped(name, module)));
    script.append(exported(Map.of(entry, joining.done.get(entry))));
    return new ModuleBundle(script.toString(), new LinkedHashSet<>(joining.done.keySet()));
  }

  private static String wrapped(String name, Module module) {
    boolean waits = TOP_LEVEL_AWAIT.matcher(module.body).find();
    List<String> answer = new ArrayList<>();
    module.exports.forEach(
        (as, inside) ->
            answer.add(inside.isEmpty() || as.equals(inside) ? as : as + ": " + inside));
    String body = "{\n" + module.body + "return { " + String.join(", ", answer) + " };\n}";
    String function = (waits ? "await (async () => " : "(() => ") + body + ")();\n";
    return "const " + variable(name) + " = " + function;
  }

  /** Every exported name once; the same name of two modules must be the same thing. */
  private static String exported(Map<String, Module> modules) {
    Map<String, String> owners = new TreeMap<>();
    modules.forEach(
        (name, module) ->
            module.exports.forEach(
                (as, inside) -> {
                  boolean passedOn = inside.isEmpty() || inside.contains(".");
                  if (!passedOn && owners.putIfAbsent(as, name) != null) {
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
                .append(variable(name))
                .append(";\n"));
    return text.toString();
  }

  private static Map<String, String> names(String list) {
    Map<String, String> names = new LinkedHashMap<>();
    for (String each : list.split(",", -1)) {
      String[] words = each.strip().split("\\s+as\\s+", -1);
      if (!words[0].isEmpty()) {
        names.put(words[0], words[words.length - 1]);
      }
    }
    return names;
  }

  private static String variable(String module) {
    return "$" + module.replaceAll("[^A-Za-z0-9]", "_");
  }

  private static String folder(String name) {
    return name.substring(0, name.lastIndexOf('/') + 1);
  }

  private static String normal(String path) {
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
