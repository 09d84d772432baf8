// SPDX-License-Identifier: GPL-3.0-or-later
// A folder of test files that goes away, and sinks that remember.
#pragma once

#include "core/base/file_io.h"
#include "core/formats/rows.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <fstream>
#include <string>
#include <string_view>
#include <system_error>
#include <vector>

namespace triptych::formats::test {

class Files
{
public:
    Files() = default;
    // QTemporaryDir cannot remove names that are not UTF-8.
    ~Files()
    {
        std::error_code error;
        std::filesystem::remove_all(m_folder.path().toStdString(), error);
    }
    Files(const Files&) = delete;
    Files& operator=(const Files&) = delete;

    [[nodiscard]] std::filesystem::path path(const std::string& name) const
    {
        return std::filesystem::path{m_folder.path().toStdString()} / name;
    }
    std::filesystem::path write(const std::string& name, std::string_view bytes) const
    {
        const auto file = path(name);
        std::filesystem::create_directories(file.parent_path());
        std::ofstream(file, std::ios::binary)
            .write(bytes.data(), static_cast<std::streamsize>(bytes.size()));
        return file;
    }
    static std::string read(const std::filesystem::path& file)
    {
        return readFile(file, 1U << 30U).value_or("(cannot be read)");
    }

private:
    QTemporaryDir m_folder;
};

// Everything a reader said.
template <typename Row> struct Collected
{
    std::vector<Row> rows;
    std::vector<Error> rejected;

    Sink<Row> sink()
    {
        return {[this](Row& row) {
                    rows.push_back(row);
                    return true;
                },
                [this](Error error) {
                    rejected.push_back(std::move(error));
                    return true;
                }};
    }
};

inline std::string said(const Error& error)
{
    return describe(error);
}

// ../shared/data beside the repository, or what TRIPTYCH_DATA names.
inline std::filesystem::path realData()
{
    const auto named = qEnvironmentVariable("TRIPTYCH_DATA").toStdString();
    return named.empty() ? std::filesystem::path{TRIPTYCH_SOURCE_DIR "/../shared/data"}
                         : std::filesystem::path{named};
}

} // namespace triptych::formats::test

// Fails the test with the error's own words.
#define VERIFY_OK(result)                                                                          \
    do {                                                                                           \
        const auto& verified = (result);                                                           \
        QVERIFY2(verified.has_value(),                                                             \
                 verified.has_value() ? "" : triptych::describe(verified.error()).c_str());        \
    } while (false)
