// From the words of the command line to a subcommand, and from its refusal to one line on stderr.
#include <algorithm>
#include <cstdio>

#include "platform/headless/command.hpp"
#include "platform/headless/english.hpp"
#include "platform/headless/files.hpp"

namespace voronka {

#define HEADLESS_COMMAND(name) extern const Subcommand name##_command;
#include "platform/headless/commands.inc"
#undef HEADLESS_COMMAND

namespace {

#define HEADLESS_COMMAND(name) &name##_command,
constexpr const Subcommand* commands[] = {
#include "platform/headless/commands.inc"
};
#undef HEADLESS_COMMAND

constexpr int refused = 2;

std::string words(TextKey key) { return english(Text{.key = key}); }

std::string usage_of(const Subcommand& command) {
  std::string usage(command.name);
  if (!command.positional.empty()) usage += " " + std::string(command.positional);
  for (const SubcommandOption& option : command.options) {
    const std::string text = std::string(option.name) + (option.value.empty() ? "" : " " + std::string(option.value));
    usage += option.required ? " " + text : " [" + text + "]";
  }
  return usage;
}

std::string help() {
  std::string text = words(TextKey::terminal_about) + "\n\n" + words(TextKey::terminal_commands) + "\n";
  for (const Subcommand* command : commands)
    text += "  voronka " + usage_of(*command) + "\n      " + words(command->summary) + "\n";
  for (const Subcommand* command : commands)
    if (command->more_help != nullptr) text += "\n" + command->more_help();
  return text;
}

std::unexpected<Error> wrong_usage(const Subcommand& command) {
  return refuse(TextKey::error_terminal_usage, {{.name = "usage", .value = usage_of(command)}});
}

Result<Arguments> parsed(const Subcommand& command, std::span<const std::string_view> words) {
  Arguments arguments;
  for (std::size_t i = 0; i < words.size(); ++i) {
    if (!words[i].starts_with('-') || words[i] == "-") {
      arguments.positional.emplace_back(words[i]);
      continue;
    }
    const auto option = std::ranges::find(command.options, words[i], &SubcommandOption::name);
    if (option == command.options.end())
      return refuse(TextKey::error_terminal_option,
                    {{.name = "name", .value = std::string(words[i])}, {.name = "usage", .value = usage_of(command)}});
    if (arguments.option(option->name)) return wrong_usage(command);
    if (option->value.empty()) {
      arguments.options.emplace_back(option->name, "");
      continue;
    }
    if (++i == words.size()) return wrong_usage(command);
    arguments.options.emplace_back(option->name, words[i]);
  }
  const bool complete = std::ranges::all_of(command.options, [&](const SubcommandOption& option) {
    return !option.required || arguments.option(option.name);
  });
  const std::size_t count = arguments.positional.size();
  if (!complete || count < command.min_positional || count > command.max_positional) return wrong_usage(command);
  return arguments;
}

Result<int> run(std::span<const std::string_view> arguments) {
  const auto is_help = [](std::string_view word) { return word == "--help" || word == "-h"; };
  if (!arguments.empty() && is_help(arguments[0])) return print(help());
  if (arguments.empty()) {
    std::fputs(help().c_str(), stderr);
    return refused;
  }
  const auto found = std::ranges::find(commands, arguments[0], [](const Subcommand* command) { return command->name; });
  if (found == std::end(commands))
    return refuse(TextKey::error_terminal_command, {{.name = "name", .value = std::string(arguments[0])}});
  const Subcommand& command = **found;
  if (std::ranges::any_of(arguments.subspan(1), is_help))
    return print("voronka " + usage_of(command) + "\n" + words(command.summary) + "\n" +
                 (command.more_help != nullptr ? "\n" + command.more_help() : ""));
  const Result<Arguments> own = parsed(command, arguments.subspan(1));
  if (!own) return std::unexpected(own.error());
  return command.run(*own);
}

}  // namespace

int run_voronka(std::span<const std::string_view> arguments) {
  const Result<int> code = run(arguments);
  if (code) return *code;
  std::fputs(("voronka: " + english(code.error()) + "\n").c_str(), stderr);
  return refused;
}

}  // namespace voronka
