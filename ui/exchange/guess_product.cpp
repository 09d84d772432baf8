// SPDX-License-Identifier: GPL-3.0-or-later
// How products may be told apart in a plain folder. Runs on a job thread, looks at names only.
#include "ui/exchange/import_form.h"

#include <map>
#include <string>

namespace triptych::ui {

namespace {

constexpr int kMostFiles = 3000;

// "lamp-2", "lamp_2", "lamp 2" and "lamp (2)" -> "lamp"; a name without such an end -> empty.
std::string stemOf(const std::string& name)
{
    std::size_t end = name.size();
    while (end > 0 && (std::isdigit(static_cast<unsigned char>(name[end - 1])) != 0 ||
                       name[end - 1] == '(' || name[end - 1] == ')')) {
        --end;
    }
    if (end == name.size() || end == 0) {
        return {};
    }
    while (end > 0 && (name[end - 1] == '-' || name[end - 1] == '_' || name[end - 1] == ' ')) {
        --end;
    }
    return name.substr(0, end);
}

} // namespace

workflow::ProductFrom guessProductFrom(const std::filesystem::path& folder)
{
    namespace fs = std::filesystem;
    std::map<std::string, int> folders;
    std::map<std::string, int> stems;
    int files = 0;
    std::error_code error;
    for (auto at = fs::recursive_directory_iterator(
             folder, fs::directory_options::skip_permission_denied, error);
         !error && at != fs::recursive_directory_iterator() && files < kMostFiles;
         at.increment(error)) {
        if (at->is_regular_file(error)) {
            ++files;
            if (at.depth() > 0) {
                ++folders[at->path().parent_path().string()];
            }
            if (const auto stem = stemOf(at->path().stem().string()); !stem.empty()) {
                ++stems[at->path().parent_path().string() + '/' + stem];
            }
        }
    }
    const auto inGroups = [](const std::map<std::string, int>& groups) {
        int sum = 0;
        for (const auto& [name, count] : groups) {
            // A large group is a category, not a product.
            sum += count >= 2 && count <= 8 ? count : 0;
        }
        return sum;
    };
    if (2 * inGroups(folders) > files) {
        return workflow::ProductFrom::Subfolder;
    }
    if (2 * inGroups(stems) > files && stems.size() > 1) {
        return workflow::ProductFrom::Name;
    }
    return workflow::ProductFrom::Nothing;
}

} // namespace triptych::ui
