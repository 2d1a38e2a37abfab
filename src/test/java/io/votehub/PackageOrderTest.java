package io.votehub;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Packages form layers without cycles; what each may import is listed here and in its package
 * comment.
 */
class PackageOrderTest {
  private static final JavaClasses HUB =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("io.votehub");

  @ParameterizedTest(name = "{0} imports nothing but {1}")
  @CsvSource({
    "json, ''",
    "alert, json files",
    "jvm, ''",
    "files, ''",
    "logging, ''",
    "tls, ''",
    "trace, poll logging identity",
    "poll, ''",
    "method, poll",
    "proof, poll json",
    "verify, proof poll method json",
    "draft, poll method",
    "quiz, poll method json",
    "agenda, poll json",
    "question, poll method json",
    "memory, poll",
    "identity, poll files proof",
    "limit, poll identity redis",
    "redis, poll logging",
    "ledger, poll redis memory",
    "store, poll json logging files",
    "people, poll json store",
    "audit, poll people",
    "accounts, poll json identity people audit",
    "wording, poll method json",
    "electorate, poll memory bus identity people store",
    "backup, poll question method json store files people audit",
    "protocol, poll question method draft json quiz",
    "bus, poll question method json quiz protocol wording",
    "fanout, poll question method json protocol bus redis trace",
    "image, poll json store",
    "page, poll",
    "event, poll question",
    "outbound, poll limit",
    "due, ledger store",
    "hublog, poll json identity proof ledger store event due",
    "hook, poll question method json protocol identity ledger store event outbound due",
    "push, poll json identity ledger store fanout event outbound due",
    "count, poll question method json quiz memory bus limit ledger store fanout trace event identity proof",
    "room, poll agenda question method draft json quiz player memory protocol bus ledger store fanout count event",
    "player, poll method json bus store fanout",
    "session, poll question method json quiz memory protocol bus identity proof limit fanout trace wording",
    "http, poll agenda question method draft json quiz memory protocol bus identity proof limit fanout count room page image logging trace accounts people rehearse audit wording hook push hublog",
    "ops, poll json files memory store fanout session",
    "config, identity limit redis jvm logging tls",
    "engine, poll json files method memory bus identity ledger store redis fanout config trace people rehearse",
    "smoke, json",
    "demo, json",
    "rehearse, poll json demo page redis",
    "synthetic, poll method json bus identity ledger store",
  })
  void aPackageImportsOnlyLowerLayers(String name, String below) {
    String[] allowed =
        Stream.concat(Stream.of(name), Arrays.stream(below.split(" ")))
            .filter(each -> !each.isEmpty())
            .map(each -> "io.votehub." + each + "..")
            .toArray(String[]::new);
    DescribedPredicate<JavaClass> foreign =
        resideInAPackage("io.votehub..").and(DescribedPredicate.not(resideInAnyPackage(allowed)));

    classes()
        .that()
        .resideInAPackage("io.votehub." + name + "..")
        .should()
        .onlyDependOnClassesThat(DescribedPredicate.not(foreign))
        .check(HUB);
  }

  @Test
  void theDomainDependsOnlyOnTheJdk() {
    classes()
        .that()
        .resideInAnyPackage("io.votehub.poll..", "io.votehub.method..", "io.votehub.draft..")
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "io.votehub.poll..", "io.votehub.method..", "io.votehub.draft..", "java..")
        .check(HUB);
  }

  @Test
  void packagesHaveNoCyclicDependencies() {
    slices().matching("io.votehub.(*)..").should().beFreeOfCycles().check(HUB);
  }

  @Test
  void thereIsNoStaticMutableState() {
    fields().that().areStatic().should().beFinal().check(HUB);
  }

  /**
   * Unpredictable choices use {@code SecureRandom}; predictable random numbers are used for delays
   * and simulated people only.
   */
  @Test
  void predictableRandomNumbersAreUsedForDelaysOnly() {
    DescribedPredicate<JavaClass> predictable =
        DescribedPredicate.describe(
            "a predictable generator",
            type ->
                Set.of(
                        "java.util.Random",
                        "java.util.SplittableRandom",
                        "java.util.concurrent.ThreadLocalRandom")
                    .contains(type.getName()));

    noClasses()
        .that()
        .resideOutsideOfPackages("io.votehub.demo..", "io.votehub.rehearse..")
        .and()
        .doNotHaveSimpleName("Reconnecting")
        .and()
        .doNotHaveSimpleName("PollScheduler")
        .and()
        .doNotHaveSimpleName("AgendaDriver")
        .and()
        .doNotHaveSimpleName("OptimisticUpdate")
        .and()
        .doNotHaveSimpleName("MongoNotes")
        .and()
        .doNotHaveSimpleName("HubLog")
        .and()
        .doNotHaveSimpleName("ConnectionDrainer")
        // Overrides the only method by which its parent draws.
        .and()
        .doNotHaveFullyQualifiedName("io.votehub.count.SecureShuffle$Buffered")
        .should()
        .dependOnClassesThat(predictable)
        .orShould()
        .callMethod(Collections.class, "shuffle", List.class)
        .orShould()
        .callMethod(Math.class, "random")
        .check(HUB);
  }

  /** Else its classes would be loaded, and take time and memory, where nothing is traced. */
  @Test
  void onlyTheExporterOfTracesKnowsOpenTelemetry() {
    noClasses()
        .that()
        .haveNameNotMatching("io\\.votehub\\.trace\\.(OtlpTracing|ReportingExporter).*")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("io.opentelemetry..")
        .check(HUB);
  }
}
