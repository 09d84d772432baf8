// SPDX-License-Identifier: GPL-3.0-or-later
// Drawing the small world.
#include "tests/core/workflow/world.h"

#include "core/workflow/browse.h"

#include <QImage>
#include <QPainter>

#include <fstream>
#include <sstream>

namespace triptych::tests {

World::World() = default;

std::filesystem::path World::path(const std::string& name) const
{
    return std::filesystem::path(m_folder.path().toStdString()) / name;
}

void World::write(const std::string& name, const std::string& bytes) const
{
    std::filesystem::create_directories(path(name).parent_path());
    std::ofstream(path(name), std::ios::binary) << bytes;
}

std::string World::read(const std::string& name) const
{
    std::ifstream in(path(name), std::ios::binary);
    std::ostringstream out;
    out << in.rdbuf();
    return out.str();
}

void World::drawImage(const std::string& name, int red, int green, int blue) const
{
    QImage image(64, 80, QImage::Format_RGB32);
    image.fill(QColor(red, green, blue));
    QPainter painter(&image);
    const auto mark = static_cast<int>(std::hash<std::string>{}(name) % 40);
    painter.fillRect(mark, mark, 12, 12, Qt::white);
    painter.end();
    std::filesystem::create_directories(path(name).parent_path());
    image.save(QString::fromStdString(path(name).string()), "PNG");
}

void World::drawCatalogue() const
{
    const char* colours[] = {"Black", "Blue", "Red"};
    const int rgb[][3] = {{20, 20, 20}, {30, 60, 200}, {200, 30, 30}};
    std::string csv = "image,sku,color,category\n";
    for (const char* product : {"t1", "t2"}) {
        for (int i = 0; i < 3; ++i) {
            const std::string file = std::string{product} + "-" + colours[i] + ".png";
            drawImage("images/" + file, rgb[i][0], rgb[i][1], rgb[i][2]);
            csv += file + "," + product + "," + colours[i] + ",Tees\n";
        }
    }
    write("catalogue.csv", csv);
}

workflow::OpenOptions World::options()
{
    workflow::OpenOptions options;
    options.command = "test";
    return options;
}

std::unique_ptr<workflow::Project> World::project(const std::string& name) const
{
    drawCatalogue();
    auto project = workflow::Project::create(path(name), Language::English, options());
    if (!project) {
        return nullptr;
    }
    workflow::ImportRequest request;
    request.source = path("catalogue.csv");
    request.kind = workflow::ImportKind::Catalogue;
    request.images = path("images");
    if (!workflow::importInto(**project, request, job) || !workflow::mine(**project, {}, job) ||
        !workflow::generate(**project, {}, job)) {
        return nullptr;
    }
    return std::move(*project);
}

std::vector<PairView> allPairs(workflow::Project& project, const std::string& where)
{
    workflow::Snapshot snapshot;
    snapshot.where = where;
    const auto ids = workflow::snapshotPairs(project, snapshot);
    if (!ids) {
        return {};
    }
    auto pairs = workflow::fetchPairs(project, *ids);
    return pairs ? std::move(*pairs) : std::vector<PairView>{};
}

SlotState forwardState(workflow::Project& project, PairId pair)
{
    const auto pairs = workflow::fetchPairs(project, {&pair, 1});
    if (!pairs || pairs->empty()) {
        return SlotState::Disputed;
    }
    const auto* slot = pairs->front().find(Direction::Forward, project.language());
    return slot == nullptr ? SlotState::Disputed : slot->state;
}

} // namespace triptych::tests
