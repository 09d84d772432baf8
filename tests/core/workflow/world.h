// SPDX-License-Identifier: GPL-3.0-or-later
// A small world for workflow tests: drawn garments, a catalogue over them, a project.
#pragma once

#include "core/workflow/decide.h"
#include "core/workflow/exchange.h"
#include "core/workflow/import.h"
#include "core/workflow/make.h"
#include "core/workflow/project.h"

#include <QTemporaryDir>
#include <QTest>

#include <filesystem>
#include <memory>
#include <string>
#include <vector>

// Fails the test with the error's words.
#define REQUIRE_OK(result)                                                                         \
    do {                                                                                           \
        const auto& requiredOk = (result); /* evaluated once */                                    \
        QVERIFY2(requiredOk.has_value(), triptych::tests::words(requiredOk).c_str());              \
    } while (false)

namespace triptych::tests {

template <typename T> std::string words(const Result<T>& result)
{
    return result ? std::string{} : describe(result.error());
}

class World
{
public:
    World();

    [[nodiscard]] std::filesystem::path path(const std::string& name) const;
    void write(const std::string& name, const std::string& bytes) const;
    [[nodiscard]] std::string read(const std::string& name) const;
    // A plain picture in one colour with a mark that makes its bytes its own.
    void drawImage(const std::string& name, int red, int green, int blue) const;
    // Two products in three colours each, under images/, with catalogue.csv.
    void drawCatalogue() const;
    // A project with the catalogue imported, paired and texted; null after a failure.
    [[nodiscard]] std::unique_ptr<workflow::Project>
    project(const std::string& name = "p.triptych") const;
    [[nodiscard]] static workflow::OpenOptions options();

    JobContext job;

private:
    QTemporaryDir m_folder;
};

// All pairs, in natural order.
std::vector<PairView> allPairs(workflow::Project& project, const std::string& where = {});
// The state of the forward slot.
SlotState forwardState(workflow::Project& project, PairId pair);

} // namespace triptych::tests
