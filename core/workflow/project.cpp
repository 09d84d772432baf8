// SPDX-License-Identifier: GPL-3.0-or-later
// Opening and closing projects, roots and settings.
#include "core/workflow/project.h"

#include "core/base/log.h"
#include "core/base/utf8.h"
#include "core/store/batches.h"
#include "core/store/database.h"
#include "core/store/images.h"
#include "core/store/people.h"
#include "core/text/normalise.h"
#include "core/text/search_terms.h"
#include "core/workflow/project_inner.h"

#include <ctime>
#include <system_error>

namespace triptych::workflow {

namespace {

constexpr const char* kLanguageSetting = "language";

store::Access accessOf(OpenMode mode)
{
    switch (mode) {
    case OpenMode::ReadWrite:
        return store::Access::ReadWrite;
    case OpenMode::ReadOnly:
        return store::Access::ReadOnly;
    case OpenMode::Best:
        return store::Access::Best;
    }
    return store::Access::Best;
}

store::DatabaseOptions databaseOptions(const OpenOptions& options)
{
    store::DatabaseOptions result;
    result.access = accessOf(options.mode);
    result.gate = options.gate ? options.gate->gate : nullptr;
    result.clock = options.clock;
    result.command = options.command;
    result.waiting = options.waiting;
    return result;
}

// A killed import leaves a batch behind that nobody sees; this takes it away.
Status removeAbandonedImports(store::Database& database)
{
    store::BatchStore batches(database);
    const auto abandoned = batches.abandoned();
    if (!abandoned) {
        return fail(abandoned);
    }
    if (abandoned->empty()) {
        return {};
    }
    auto transaction = store::WriteTransaction::begin(database, store::Lane::Bulk);
    if (!transaction) {
        return fail(transaction);
    }
    if (const auto removed = batches.removeAbandoned(*transaction); !removed) {
        return fail(removed);
    }
    return transaction->commit();
}

} // namespace

std::shared_ptr<WriteGate> makeWriteGate()
{
    auto gate = std::make_shared<WriteGate>();
    gate->gate = std::make_shared<store::WriteGate>();
    return gate;
}

Project::Inner::Inner() = default;
Project::Inner::~Inner() = default;

Project::Project(std::unique_ptr<Inner> inner)
    : m_inner(std::move(inner))
{}
Project::~Project() = default;

Result<std::unique_ptr<Project>> Project::create(const std::filesystem::path& path,
                                                 Language language, const OpenOptions& options)
{
    auto database = store::Database::create(path, databaseOptions(options));
    if (!database) {
        return fail(database);
    }
    auto inner = std::make_unique<Inner>();
    inner->database = std::move(*database);
    inner->language = name(language);
    std::unique_ptr<Project> project{new Project(std::move(inner))};
    if (auto set = project->setSetting(kLanguageSetting, project->language()); !set) {
        project.reset();
        std::error_code ignored;
        std::filesystem::remove(path, ignored);
        return fail(set);
    }
    return project;
}

Result<std::unique_ptr<Project>> Project::open(const std::filesystem::path& path,
                                               const OpenOptions& options)
{
    auto database = store::Database::open(path, databaseOptions(options));
    if (!database) {
        return fail(database);
    }
    auto inner = std::make_unique<Inner>();
    inner->database = std::move(*database);
    std::unique_ptr<Project> project{new Project(std::move(inner))};
    const auto language = project->setting(kLanguageSetting);
    if (!language) {
        return fail(language);
    }
    project->m_inner->language = language->value_or("en");
    if (project->writable() && !options.keepUnfinishedImports) {
        if (const auto removed = removeAbandonedImports(*project->m_inner->database); !removed) {
            // A full disk must not keep anybody from reading and exporting.
            log(LogLevel::Warning,
                "an unfinished import stays for now: " + describe(removed.error()));
        }
    }
    return project;
}

const std::filesystem::path& Project::path() const
{
    return m_inner->database->file();
}

bool Project::writable() const
{
    return m_inner->database->writable();
}

const std::optional<Error>& Project::readOnlyReason() const
{
    return m_inner->database->readOnlyReason();
}

std::string Project::language() const
{
    return m_inner->language;
}

Result<std::uint64_t> Project::changeCounter()
{
    return m_inner->database->changeCounter();
}

void Project::interrupt()
{
    m_inner->database->interrupt();
}

Status Project::settle(std::uintmax_t bytes)
{
    return databaseOf(*this).checkpointWhenLarge(bytes);
}

Result<std::vector<Root>> Project::roots()
{
    return store::ImageStore(*m_inner->database).roots();
}

Status Project::addRoot(const std::string& label, const std::filesystem::path& folder)
{
    std::error_code error;
    const auto path = std::filesystem::weakly_canonical(folder, error);
    if (error || !std::filesystem::is_directory(path, error)) {
        return fail(ErrorCode::NotFound, "not a folder", folder.string());
    }
    auto transaction = store::WriteTransaction::begin(*m_inner->database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    Root root;
    root.label = label;
    root.path = path.string();
    if (const auto added = store::ImageStore(*m_inner->database).ensureRoot(*transaction, root);
        !added) {
        return fail(added);
    }
    return transaction->commit();
}

Status Project::rebaseRoot(const std::string& label, const std::filesystem::path& folder)
{
    std::error_code error;
    const auto path = std::filesystem::weakly_canonical(folder, error);
    if (error || !std::filesystem::is_directory(path, error)) {
        return fail(ErrorCode::NotFound, "not a folder", folder.string());
    }
    auto transaction = store::WriteTransaction::begin(*m_inner->database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    if (auto moved =
            store::ImageStore(*m_inner->database).rebaseRoot(*transaction, label, path.string());
        !moved) {
        return moved;
    }
    return transaction->commit();
}

Result<std::optional<std::string>> Project::setting(const std::string& name)
{
    return store::SettingStore(*m_inner->database).get(name);
}

Status Project::setSetting(const std::string& name, const std::string& value)
{
    auto transaction = store::WriteTransaction::begin(*m_inner->database, store::Lane::Interactive);
    if (!transaction) {
        return fail(transaction);
    }
    if (auto set = store::SettingStore(*m_inner->database).set(*transaction, name, value); !set) {
        return set;
    }
    return transaction->commit();
}

Result<Filter> preparedFilter(const std::string& where)
{
    auto filter = parseFilter(where);
    if (!filter) {
        return filter;
    }
    for (auto& term : filter->terms) {
        if (term.key != FilterKey::Text) {
            continue;
        }
        for (auto& value : term.values) {
            const bool prefix = value.ends_with('*');
            std::string terms = text::searchTerms(value);
            value = prefix && !terms.empty() ? terms + "*" : terms;
        }
    }
    return filter;
}

UtcMillis dayStart(UtcMillis now)
{
    const auto seconds = static_cast<std::time_t>(now / 1000);
    std::tm local{};
    localtime_r(&seconds, &local);
    local.tm_hour = 0;
    local.tm_min = 0;
    local.tm_sec = 0;
    local.tm_isdst = -1;
    return static_cast<UtcMillis>(std::mktime(&local)) * 1000;
}

} // namespace triptych::workflow
