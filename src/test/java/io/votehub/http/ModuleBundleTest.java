package io.votehub.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ModuleBundleTest {
  private static final Map<String, String> LIT =
      Map.of(
          "lit", "lit-element/lit-element.js",
          "lit-html", "lit-html/lit-html.js",
          "lit-html/", "lit-html/",
          "@lit/reactive-element", "@lit/reactive-element/reactive-element.js");

  private static ModuleBundle join(Map<String, String> modules) {
    return ModuleBundle.of("pages/a.js", modules::get, Map.of());
  }

  @Test
  void importedModulesPrecedeTheirImporters() {
    ModuleBundle joined =
        join(
            Map.of(
                "pages/a.js", "import { one, two as deux } from '../lib/b.js';\none(deux);\n",
                "lib/b.js", "import './c.js';\nexport const one = 1, two = 2;\nexport { two };\n",
                "lib/c.js", "console.log('c');\n"));

    assertThat(joined.modules()).containsExactly("lib/c.js", "lib/b.js", "pages/a.js");
    assertThat(joined.script())
        .contains("const { one, two: deux } = $0;")
        .contains("return { two, one };")
        .contains("export const { one, two } = $0;");
  }

  @Test
  void dynamicImportsAreResolved() {
    ModuleBundle joined =
        join(
            Map.of(
                "pages/a.js", "import '../methods/index.js';\nimport('../components/gone.js');\n",
                "methods/index.js", "const load = (name) => import(`./${name}.js`);\n"));

    assertThat(joined.script())
        .contains("import('../components/gone.js')")
        .contains("import(`../methods/${name}.js`)");
  }

  @Test
  void reexportedNamesAreExportedOnce() {
    ModuleBundle joined =
        join(
            Map.of(
                "pages/a.js", "import{x as y}from'../b.js';import{z}from'../b.js';y(z)",
                "b.js", "import{x as e}from\"./c.js\";export*from\"./c.js\";export{e as x};",
                "c.js", "const q=1,z=2;export{q as x,z};\n//# sourceMappingURL=c.js.map\n"));

    assertThat(joined.script())
        .contains("...$1")
        .contains("x: $1.x")
        .containsOnlyOnce("export const { x, z } = $1;")
        .doesNotContain("sourceMappingURL");
  }

  @Test
  void unsupportedSyntaxIsReported() {
    assertThatThrownBy(() -> join(Map.of("pages/a.js", "import x from './b.js';\n")))
        .hasMessageContaining("Unsupported statement in pages/a.js");
    assertThatThrownBy(() -> join(Map.of("pages/a.js", "import './b.js';\n")))
        .hasMessageContaining("pages/b.js");
    assertThatThrownBy(
            () ->
                join(
                    Map.of("pages/a.js", "import './b.js';\n", "pages/b.js", "import './a.js';\n")))
        .hasMessageContaining("cycle");
    assertThatThrownBy(
            () ->
                join(
                    Map.of(
                        "pages/a.js", "import './b.js';\nexport const n = 1;\n",
                        "pages/b.js", "export const n = 2;\n")))
        .hasMessageContaining("n is exported by");
  }

  @ParameterizedTest
  @ValueSource(strings = {"home", "room", "present", "screen"})
  void everyPageIsOneScript(String page) throws IOException {
    Map<String, byte[]> files = WebFiles.load(ModuleBundleTest.class.getClassLoader());

    ModuleBundle joined =
        ModuleBundle.of(
            "pages/" + page + ".js",
            name ->
                files.containsKey(name)
                    ? new String(files.get(name), StandardCharsets.UTF_8)
                    : null,
            LIT);

    assertThat(joined.modules()).contains("lit-html/lit-html.js", "i18n/index.js");
  }
}
