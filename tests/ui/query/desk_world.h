// SPDX-License-Identifier: GPL-3.0-or-later
// A desk over five drawn-up images, and what it said.
#pragma once

#include "fake_query_backend.h"

#include "ui/query/query_desk.h"

#include <QSignalSpy>
#include <QTest>

namespace triptych::ui {

struct DeskWorld
{
    FakeQueryBackend backend;
    std::unique_ptr<QueryDesk> desk;
    std::unique_ptr<QSignalSpy> said;

    DeskWorld()
    {
        for (const auto* name : {"black shirt.jpg", "blue shirt.jpg", "red shirt.jpg",
                                 "blue hoodie.jpg", "white mug.jpg"}) {
            backend.addImage(name,
                             std::string(name).find("mug") == std::string::npos ? "Tops" : "Mugs");
        }
        desk = std::make_unique<QueryDesk>(backend);
        said = std::make_unique<QSignalSpy>(desk.get(), &QueryDesk::said);
    }
    [[nodiscard]] const ImageView& image(int number) const
    {
        return backend.images.at(static_cast<std::size_t>(number));
    }
    [[nodiscard]] std::string best() const
    {
        const auto& answers = desk->answers();
        return answers && !answers->first.hits.empty() ? answers->first.hits.front().image.name
                                                       : std::string();
    }
    [[nodiscard]] QString lastSaid() const
    {
        return said->isEmpty() ? QString() : said->back().at(0).toString();
    }
    void ask(const QString& text)
    {
        desk->begin(sourceOf(image(0)), text, std::nullopt);
        QTRY_VERIFY(!desk->waiting());
    }
};

} // namespace triptych::ui
