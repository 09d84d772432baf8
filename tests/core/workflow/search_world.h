// SPDX-License-Identifier: GPL-3.0-or-later
// A world to search in: four shapes in five colours, encoded with the compact encoder, and vectors
// planted by hand.
#pragma once

#include "core/nn-api/encoder.h"
#include "core/retrieval/vector_file.h"
#include "core/workflow/query.h"
#include "core/workflow/search_gallery.h"
#include "tests/core/workflow/review_world.h"

#include <QImage>
#include <QPainter>

#include <map>
#include <memory>
#include <string>
#include <vector>

namespace triptych::tests {

class SearchWorld : public World
{
public:
    SearchWorld()
        : models(path("models"))
    {}

    // "shape-Colour.png": a shape on white; `side` pixels.
    void drawShape(const std::string& file, const std::string& shape, const QColor& colour,
                   int side = 96) const
    {
        QImage image(side, side, QImage::Format_RGB32);
        image.fill(Qt::white);
        QPainter painter(&image);
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        const QRect box(side / 6, side / 6, side * 2 / 3, side * 2 / 3);
        if (shape == "round") {
            painter.drawEllipse(box);
        } else if (shape == "tall") {
            painter.drawRect(box.adjusted(side / 5, 0, -side / 5, 0));
        } else if (shape == "flat") {
            painter.drawRect(box.adjusted(0, side / 5, 0, -side / 5));
        } else {
            painter.drawPolygon(QPolygon{
                {box.bottomLeft(), box.bottomRight(), QPoint(box.center().x(), box.top())}});
        }
        painter.end();
        std::filesystem::create_directories(path(file).parent_path());
        image.save(QString::fromStdString(path(file).string()), "PNG");
    }

    // Twenty images, imported, paired and texted, not encoded.
    [[nodiscard]] std::unique_ptr<workflow::Project>
    shop(const std::string& name = "shop.triptych") const
    {
        const std::map<std::string, QColor> colours{{"Black", QColor(15, 15, 15)},
                                                    {"Blue", QColor(30, 60, 200)},
                                                    {"Red", QColor(205, 30, 35)},
                                                    {"Green", QColor(30, 150, 50)},
                                                    {"Yellow", QColor(240, 215, 40)}};
        std::string csv = "image,sku,color,category\n";
        for (const std::string shape : {"round", "tall", "flat", "peak"}) {
            for (const auto& [colour, value] : colours) {
                std::string file = shape;
                file.append("-").append(colour).append(".png");
                drawShape("images/" + file, shape, value);
                csv.append(file).append(",").append(shape).append(",").append(colour).append(
                    shape == "round" || shape == "peak" ? ",Hats\n" : ",Belts\n");
            }
        }
        write("catalogue.csv", csv);
        auto project = workflow::Project::create(path(name), Language::English, options());
        if (!project || !importCatalogue(**project) || !workflow::mine(**project, {}, job) ||
            !workflow::generate(**project, {}, job)) {
            return nullptr;
        }
        return std::move(*project);
    }

    [[nodiscard]] bool importCatalogue(workflow::Project& project) const
    {
        workflow::ImportRequest request;
        request.source = path("catalogue.csv");
        request.kind = workflow::ImportKind::Catalogue;
        request.images = path("images");
        return workflow::importInto(project, request, job).has_value();
    }

    [[nodiscard]] Result<workflow::EncodeReport> encode(workflow::Project& project) const
    {
        return workflow::encode(project, models, {"compact", workflow::ComputeDevice::Cpu}, job);
    }

    [[nodiscard]] std::unique_ptr<workflow::Project>
    encodedShop(const std::string& name = "shop.triptych") const
    {
        auto project = shop(name);
        return project && encode(*project) ? std::move(project) : nullptr;
    }

    [[nodiscard]] workflow::SearchEngine engine(const std::string& encoder = "compact") const
    {
        return workflow::SearchEngine(models, encoder, workflow::ComputeDevice::Cpu);
    }

    // Gives images vectors of the compact encoder that are known: the first values, the rest 0.
    [[nodiscard]] Status plant(workflow::Project& project,
                               const std::map<std::string, std::vector<float>>& vectors) const
    {
        const auto opened = workflow::openEncoder(models, "compact", workflow::ComputeDevice::Cpu);
        const auto cache = workflow::cacheFolder(project);
        if (!opened || !cache) {
            return !opened ? Status{fail(opened)} : Status{fail(cache)};
        }
        const auto& info = opened->encoder->info();
        const auto gallery = workflow::loadGallery(project);
        if (!gallery) {
            return fail(gallery);
        }
        std::map<std::string, retrieval::VectorKey> keys;
        for (const auto& image : (*gallery)->images) {
            keys[image.name] = {image.key, image.content};
        }
        for (const auto& [what, columns] :
             {std::pair{"global", info.imageDimension}, std::pair{"seen", info.seenNames.size()}}) {
            auto file = retrieval::VectorFile::open(workflow::vectorPath(*cache, info.id, what),
                                                    info.id, columns, true);
            if (!file) {
                return fail(file);
            }
            Matrix rows(vectors.size(), columns);
            std::vector<retrieval::VectorKey> rowKeys;
            for (const auto& [name, values] : vectors) {
                if (std::string{what} == "global") {
                    std::ranges::copy(values, rows.row(rowKeys.size()).begin());
                } else {
                    rows.row(rowKeys.size())[0] = 1;
                }
                rowKeys.push_back(keys.at(name));
            }
            if (auto added = (*file)->append(rowKeys, rows); !added) {
                return added;
            }
        }
        return {};
    }

    workflow::ModelStore models;
};

inline workflow::QueryRequest asking(const std::string& image, const std::string& text,
                                     const std::string& method = "aligned")
{
    workflow::QueryRequest request;
    request.reference.name = image;
    request.text = text;
    request.method = method;
    return request;
}

inline std::vector<std::string> namesOf(const workflow::QueryAnswer& answer)
{
    std::vector<std::string> names;
    names.reserve(answer.hits.size());
    for (const auto& hit : answer.hits) {
        names.push_back(hit.image.name);
    }
    return names;
}

// All but the milliseconds.
inline bool same(const workflow::QueryAnswer& a, const workflow::QueryAnswer& b)
{
    if (a.hits.size() != b.hits.size()) {
        return false;
    }
    for (std::size_t i = 0; i < a.hits.size(); ++i) {
        if (a.hits[i].image.name != b.hits[i].image.name || a.hits[i].score != b.hits[i].score) {
            return false;
        }
    }
    return a.targetRank == b.targetRank && a.wanted == b.wanted && a.textShare == b.textShare;
}

} // namespace triptych::tests
