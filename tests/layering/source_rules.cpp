// SPDX-License-Identifier: GPL-3.0-or-later
// Reads includes and checks them against the table of layers; checks what each file starts with.
#include "source_rules.h"

#include "layer_table.h"

#include <algorithm>
#include <array>
#include <cctype>
#include <functional>
#include <map>
#include <optional>
#include <regex>
#include <utility>

namespace triptych::layering {

namespace {

// std::format is not there in GCC 12.
template <typename... Parts> std::string joined(const Parts&... parts)
{
    std::string text;
    (text.append(parts), ...);
    return text;
}

constexpr int kMostLines = 500;
constexpr std::string_view kLicence = "SPDX-License-Identifier: GPL-3.0-or-later";

std::string_view trimmed(std::string_view text)
{
    const auto isSpace = [](char c) { return std::isspace(static_cast<unsigned char>(c)) != 0; };
    while (!text.empty() && isSpace(text.front())) {
        text.remove_prefix(1);
    }
    while (!text.empty() && isSpace(text.back())) {
        text.remove_suffix(1);
    }
    return text;
}

std::vector<std::string_view> linesOf(std::string_view text)
{
    std::vector<std::string_view> lines;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        lines.push_back(text.substr(0, end));
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
    return lines;
}

// The line without its comments; `inComment` carries an open "/*" to the next line.
std::string withoutComments(std::string_view line, bool& inComment)
{
    std::string code;
    std::size_t i = 0;
    while (i < line.size()) {
        const std::string_view two = line.substr(i, 2);
        if (inComment) {
            inComment = two != "*/";
            i += inComment ? 1 : 2;
        } else if (two == "/*") {
            inComment = true;
            i += 2;
        } else if (two == "//") {
            break;
        } else {
            code += line[i++];
        }
    }
    return code;
}

std::string folderOf(std::string_view path)
{
    const Layer* layer = layerOf(path);
    return layer == nullptr ? std::string() : std::string(layer->folder);
}

bool isHeader(std::string_view path)
{
    return path.ends_with(".h");
}

bool isProjectHeader(std::string_view name)
{
    return name.starts_with("core/") || name.starts_with("ui/") || name.starts_with("app/");
}

bool startsWithAny(std::string_view name, const std::vector<std::string_view>& prefixes)
{
    return std::ranges::any_of(prefixes, [&](std::string_view p) { return name.starts_with(p); });
}

std::optional<std::string> quotedProblem(const Layer& layer, std::string_view path,
                                         std::string_view name)
{
    if (!isProjectHeader(name)) {
        const bool generated =
            !isHeader(path) && (name.starts_with("embedded/") || name.ends_with(".moc"));
        return generated ? std::nullopt
                         : std::optional(joined("\"", name, "\" is not named from the root"));
    }
    const std::string folder = folderOf(name);
    if (folder.empty()) {
        return joined("\"", name, "\" lies in a folder that the table of layers does not name");
    }
    const bool narrow = isHeader(path) && !layer.headersMayInclude.empty();
    const auto& allowed = narrow ? layer.headersMayInclude : layer.mayInclude;
    if (folder == layer.folder || std::ranges::find(allowed, folder) != allowed.end()) {
        return std::nullopt;
    }
    return joined(narrow ? "a header of " : "", layer.folder, " may not include ", folder);
}

std::optional<std::string> qtProblem(const Layer& layer, std::string_view path,
                                     std::string_view name)
{
    if (!layer.qt) {
        return joined("no Qt in core: <", name, ">");
    }
    if (name.starts_with("QtConcurrent") && !path.starts_with(kJobsFolder)) {
        return joined("<", name, "> belongs to ", kJobsFolder, " alone");
    }
    return std::nullopt;
}

std::optional<std::string> angledProblem(const Layer& layer, std::string_view path,
                                         std::string_view name)
{
    const bool header = isHeader(path);
    if (isProjectHeader(name)) {
        return joined("project headers are included with quotes: <", name, ">");
    }
    if (isStandardHeader(name) || (isSystemHeader(name) && !header)) {
        return std::nullopt;
    }
    if (isQtHeader(name)) {
        return qtProblem(layer, path, name);
    }
    const auto& allowed = header ? layer.thirdPartyInHeaders : layer.thirdParty;
    if (layer.anyThirdParty || startsWithAny(name, allowed)) {
        return std::nullopt;
    }
    if (header) {
        return joined("a header of ", layer.folder, " may not include <", name,
                      ">: only its .cpp files may");
    }
    return joined("<", name, "> is not in the row of ", layer.folder);
}

// Depth-first search for a way back to a node that is still being visited.
class CycleSearch
{
public:
    struct Edge
    {
        std::string to;
        Violation at; // path and line of the include
    };
    using Graph = std::map<std::string, std::vector<Edge>>;

    explicit CycleSearch(const Graph& graph)
        : m_graph(graph)
    {}

    std::vector<Violation> run()
    {
        for (const auto& [node, edges] : m_graph) {
            visit(node);
        }
        return std::move(m_found);
    }

private:
    void visit(const std::string& node)
    {
        const auto edges = m_graph.find(node);
        if (edges == m_graph.end() || !m_seen.emplace(node, true).second) {
            return;
        }
        m_way.push_back(node);
        for (const Edge& edge : edges->second) {
            const auto back = std::ranges::find(m_way, edge.to);
            if (back == m_way.end()) {
                visit(edge.to);
                continue;
            }
            Violation violation = edge.at;
            violation.message = "closes a cycle: ";
            for (auto step = back; step != m_way.end(); ++step) {
                violation.message += *step + " -> ";
            }
            violation.message += edge.to;
            m_found.push_back(std::move(violation));
        }
        m_way.pop_back();
    }

    const Graph& m_graph;
    std::map<std::string, bool> m_seen;
    std::vector<std::string> m_way;
    std::vector<Violation> m_found;
};

std::string_view commentMark(std::string_view path)
{
    if (path.ends_with(".cpp") || path.ends_with(".h")) {
        return "// ";
    }
    if (path.ends_with(".sql")) {
        return "-- ";
    }
    const std::string_view name = path.substr(path.find_last_of('/') + 1);
    const bool script = name == "CMakeLists.txt" || name.ends_with(".cmake") ||
                        name.ends_with(".sh") || name.ends_with(".py") ||
                        ((path.starts_with("installer/") || path.starts_with(".ci/")) &&
                         name.find('.') == std::string_view::npos);
    return script ? "# " : "";
}

} // namespace

std::string describe(const Violation& violation)
{
    return violation.path + ":" + std::to_string(violation.line) + ": " + violation.message;
}

std::vector<Include> includesOf(std::string_view text)
{
    static const std::regex pattern(R"re(^\s*#\s*include\s*(?:"([^"]+)"|<([^>]+)>))re");
    std::vector<Include> includes;
    bool inComment = false;
    int number = 0;
    for (const std::string_view line : linesOf(text)) {
        ++number;
        // A line that opens no comment and has no '#' is most lines.
        if (!inComment && line.find('#') == std::string_view::npos &&
            line.find("/*") == std::string_view::npos) {
            continue;
        }
        const std::string code = withoutComments(line, inComment);
        std::smatch match;
        if (std::regex_search(code, match, pattern)) {
            const bool angled = match[2].matched;
            includes.push_back({angled ? match[2].str() : match[1].str(), angled, number});
        }
    }
    return includes;
}

std::vector<Violation> layerViolations(const SourceFile& file)
{
    const Layer* layer = layerOf(file.path);
    if (layer == nullptr) {
        return {{file.path, 0, "lies in a folder that the table of layers does not name"}};
    }
    std::vector<Violation> violations;
    for (const Include& include : includesOf(file.text)) {
        const auto problem = include.angled ? angledProblem(*layer, file.path, include.name)
                                            : quotedProblem(*layer, file.path, include.name);
        if (problem) {
            violations.push_back({file.path, include.line, *problem});
        }
    }
    return violations;
}

std::vector<Violation> includeCycles(const std::vector<SourceFile>& files)
{
    CycleSearch::Graph byFile;
    CycleSearch::Graph byFolder;
    for (const SourceFile& file : files) {
        const std::string folder = folderOf(file.path);
        for (const Include& include : includesOf(file.text)) {
            if (include.angled || !isProjectHeader(include.name)) {
                continue;
            }
            const Violation at{file.path, include.line, {}};
            byFile[file.path].push_back({include.name, at});
            const std::string to = folderOf(include.name);
            if (!to.empty() && !folder.empty() && to != folder) {
                byFolder[folder].push_back({to, at});
            }
        }
    }
    std::vector<Violation> found = CycleSearch(byFile).run();
    for (Violation& violation : CycleSearch(byFolder).run()) {
        found.push_back(std::move(violation));
    }
    return found;
}

std::vector<Violation> shapeViolations(const SourceFile& file)
{
    const std::string_view mark = commentMark(file.path);
    if (mark.empty()) {
        return {};
    }
    const std::vector<std::string_view> lines = linesOf(file.text);
    std::vector<Violation> violations;
    const auto add = [&](std::size_t index, std::string message) {
        violations.push_back({file.path, static_cast<int>(index) + 1, std::move(message)});
    };
    const std::size_t first = !lines.empty() && lines[0].starts_with("#!") ? 1 : 0;
    const auto at = [&](std::size_t i) { return i < lines.size() ? lines[i] : std::string_view(); };
    if (at(first) != std::string(mark) + std::string(kLicence)) {
        add(first, joined("the first line is not \"", mark, kLicence, "\""));
    }
    const bool cmakeList = file.path.ends_with("CMakeLists.txt");
    const std::string_view purpose = at(first + 1);
    if (!cmakeList && (!purpose.starts_with(mark) || trimmed(purpose).size() < 15)) {
        add(first + 1, "the second line does not say what the file is for");
    }
    if (isHeader(file.path) && std::ranges::find(lines, "#pragma once") == lines.end()) {
        add(0, "a header without #pragma once");
    }
    if (lines.size() > kMostLines) {
        add(kMostLines, joined(std::to_string(lines.size()), " lines: one thing, or two?"));
    }
    for (std::size_t i = 0; i < lines.size(); ++i) {
        if (lines[i].find('\t') != std::string_view::npos || lines[i].ends_with(' ')) {
            add(i, "a tab or a space at the end");
        }
    }
    return violations;
}

std::vector<Violation> machinePathViolations(const SourceFile& file, std::string_view checkout)
{
    static const std::regex machine(R"((^|[\s"'(=`])/(work|workspace|builds|Users)/\w)");
    std::vector<Violation> violations;
    int number = 0;
    for (const std::string_view line : linesOf(file.text)) {
        ++number;
        if (line.find('/') == std::string_view::npos) {
            continue;
        }
        if (line.find(checkout) != std::string_view::npos ||
            std::regex_search(line.begin(), line.end(), machine)) {
            violations.push_back({file.path, number, "a path of one machine"});
        }
    }
    return violations;
}

std::vector<Violation> rootViolations(const std::vector<std::string>& names)
{
    // What git ignores and what git itself keeps there is not part of the repository.
    static constexpr auto kAllowed = std::to_array<std::string_view>({".cache",
                                                                      ".ci",
                                                                      ".clang-format",
                                                                      ".clang-tidy",
                                                                      ".git",
                                                                      ".gitignore",
                                                                      "CHANGELOG.md",
                                                                      "CMakeLists.txt",
                                                                      "CMakePresets.json",
                                                                      "CMakeUserPresets.json",
                                                                      "LICENSE",
                                                                      "README.md",
                                                                      "app",
                                                                      "build",
                                                                      "compile_commands.json",
                                                                      "core",
                                                                      "installer",
                                                                      "resources",
                                                                      "tests",
                                                                      "translations",
                                                                      "ui"});
    std::vector<Violation> violations;
    for (const std::string& name : names) {
        if (std::ranges::find(kAllowed, name) == kAllowed.end() && !name.ends_with(".user")) {
            violations.push_back({name, 0, "has no place at the root of the repository"});
        }
    }
    return violations;
}

} // namespace triptych::layering
