package io.votehub;

import io.votehub.config.Config;
import io.votehub.config.ConfigException;
import io.votehub.config.SettingListing;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;

/** {@code votehub config check}, {@code print}, {@code list} and {@code template}. */
@Command(
    name = "config",
    mixinStandardHelpOptions = true,
    subcommands = {
      ConfigCommand.Check.class,
      ConfigCommand.Print.class,
      ConfigCommand.Listing.class,
      ConfigCommand.Template.class
    },
    description = "Checks, prints or lists the settings without starting a hub.")
final class ConfigCommand implements Callable<Integer> {
  @ParentCommand private Votehub votehub;

  @Override
  public Integer call() {
    CommandLine.usage(this, System.err);
    return CommandLine.ExitCode.USAGE;
  }

  private int withSettings(Consumer<Config> use) {
    try {
      use.accept(votehub.settings());
      return CommandLine.ExitCode.OK;
    } catch (ConfigException fault) {
      System.err.println(fault.getMessage());
      return CommandLine.ExitCode.SOFTWARE;
    }
  }

  /** Says what is wrong, each with its place, and ends with 1; or ends with 0. */
  @Command(
      name = "check",
      mixinStandardHelpOptions = true,
      description = "Ends with 0 if a hub would start with these settings, else with 1.")
  static final class Check implements Callable<Integer> {
    @ParentCommand private ConfigCommand config;

    @Override
    public Integer call() {
      return config.withSettings(
          settings ->
              System.out.println(
                  "The settings are valid; "
                      + settings.changed().size()
                      + " differ from the defaults"));
    }
  }

  /** Prints every setting in the form of the file; those that are the default as comments. */
  @Command(
      name = "print",
      mixinStandardHelpOptions = true,
      description = "Prints every setting as it is in force; secrets are masked.")
  static final class Print implements Callable<Integer> {
    @ParentCommand private ConfigCommand config;

    @Override
    public Integer call() {
      return config.withSettings(
          settings ->
              settings
                  .all()
                  .forEach(
                      (name, value) ->
                          System.out.println(
                              (settings.changed().containsKey(name) ? "" : "# ")
                                  + name
                                  + ": "
                                  + value)));
    }
  }

  /** Prints what can be set, from the table that the hub itself reads. */
  @Command(
      name = "list",
      mixinStandardHelpOptions = true,
      description = "Lists all settings: meaning, values, default, environment variable.")
  static final class Listing implements Callable<Integer> {
    @Option(names = "--markdown", description = "As the table of docs/operators.md.")
    private boolean markdown;

    @Override
    public Integer call() {
      System.out.print(markdown ? SettingListing.markdown() : SettingListing.text());
      return CommandLine.ExitCode.OK;
    }
  }

  /** Prints a file in which every setting is a comment; the one in conf is such a file. */
  @Command(
      name = "template",
      mixinStandardHelpOptions = true,
      description = "Prints a configuration file with every setting, its meaning and its default.")
  static final class Template implements Callable<Integer> {
    @Override
    public Integer call() {
      System.out.print(SettingListing.template());
      return CommandLine.ExitCode.OK;
    }
  }
}
