// SPDX-License-Identifier: GPL-3.0-or-later
// Draws the photos, links them under many names, imports, mines and words them.
#include "window_world.h"

#include "bench_world.h"
#include "ui/convert.h"

#include "core/base/random.h"
#include "core/workflow/import.h"
#include "core/workflow/make.h"

#include <QDir>
#include <QFile>
#include <QFileInfo>
#include <QImage>
#include <QPainter>
#include <QRadialGradient>

#include <array>
#include <cstdio>
#include <filesystem>
#include <vector>

namespace triptych::bench {

namespace {

constexpr int kDistinct = 60;
constexpr int kIncoming = 2000;
constexpr QSize kPhoto{4000, 3000};
constexpr int kQuality = 88;
constexpr std::array<const char*, 8> kColours{"black", "blue", "red",    "green",
                                              "white", "grey", "yellow", "purple"};

// Ground, a handful of soft shapes, then the grain of a sensor: what makes a JPEG large.
QImage photo(std::uint64_t seed)
{
    Random random(seed);
    const auto colour = [&random]() {
        return QColor::fromHsv(static_cast<int>(random.below(360)),
                               60 + static_cast<int>(random.below(140)),
                               80 + static_cast<int>(random.below(170)));
    };
    QImage image(kPhoto, QImage::Format_RGB32);
    image.fill(colour());
    QPainter painter(&image);
    painter.setPen(Qt::NoPen);
    for (int i = 0; i < 24; ++i) {
        const QPointF centre(static_cast<double>(random.below(4000)),
                             static_cast<double>(random.below(3000)));
        QRadialGradient fill(centre, 300 + static_cast<double>(random.below(700)));
        fill.setColorAt(0, colour());
        fill.setColorAt(1, colour());
        painter.setBrush(fill);
        painter.drawEllipse(centre, 120 + static_cast<double>(random.below(500)),
                            120 + static_cast<double>(random.below(500)));
    }
    painter.end();
    std::uint64_t state = seed * 0x9E3779B97F4A7C15ULL + 1;
    for (int y = 0; y < image.height(); ++y) {
        auto* line = reinterpret_cast<QRgb*>(image.scanLine(y));
        for (int x = 0; x < image.width(); ++x) {
            state ^= state << 13U;
            state ^= state >> 7U;
            state ^= state << 17U;
            const int grain = static_cast<int>(state & 15U) - 7;
            const auto add = [grain](int channel) { return qBound(0, channel + grain, 255); };
            line[x] = qRgb(add(qRed(line[x])), add(qGreen(line[x])), add(qBlue(line[x])));
        }
    }
    return image;
}

QString distinctName(const QString& folder, int number)
{
    return QStringLiteral("%1/distinct/%2.jpg").arg(folder).arg(number, 3, 10, QLatin1Char('0'));
}

void drawDistinct(const QString& folder)
{
    QDir().mkpath(folder + QStringLiteral("/distinct"));
    for (int i = 0; i < kDistinct; ++i) {
        const QString name = distinctName(folder, i);
        if (!QFileInfo::exists(name)) {
            const QString part = name + QStringLiteral(".part");
            photo(static_cast<std::uint64_t>(i) + 1).save(part, "JPEG", kQuality);
            QFile::rename(part, name);
        }
    }
}

void link(const QString& from, const QString& to)
{
    std::error_code error;
    std::filesystem::create_hard_link(ui::toPath(from), ui::toPath(to), error);
    if (error && !QFileInfo::exists(to)) {
        give({ErrorCode::Io, error.message(), to.toStdString(), 0});
    }
}

// The next of a walk through all distinct photos; neighbours never share one.
int distinctOf(int name)
{
    return (name * 7) % kDistinct;
}

QString writeNames(const QString& folder, int products, int perProduct)
{
    QDir().mkpath(folder + QStringLiteral("/photos"));
    const QString csv = folder + QStringLiteral("/catalogue.csv");
    QFile out(csv);
    if (!out.open(QIODevice::WriteOnly)) {
        give({ErrorCode::Io, "cannot write", csv.toStdString(), 0});
    }
    out.write("image,product,category,colour,size\n");
    for (int name = 0; name < products * perProduct; ++name) {
        const int product = name / perProduct;
        const QString file = QStringLiteral("photos/p%1.jpg").arg(name, 5, 10, QLatin1Char('0'));
        link(distinctName(folder, distinctOf(name)), folder + QLatin1Char('/') + file);
        const auto colour = static_cast<std::size_t>(product + name % perProduct) % kColours.size();
        out.write(
            QStringLiteral("%1,P%2,Chairs,%3,%4\n")
                .arg(file)
                .arg(product)
                .arg(QLatin1String(kColours[colour]))
                .arg(name % perProduct % 2 == 0 ? QStringLiteral("large") : QStringLiteral("small"))
                .toUtf8());
    }
    return csv;
}

void makeProject(const QString& csv, const QString& file)
{
    const auto project = newProject(ui::toPath(file));
    workflow::ImportRequest import;
    import.source = ui::toPath(csv);
    import.kind = workflow::ImportKind::Catalogue;
    must(workflow::importInto(*project, import, jobContext()));
    must(workflow::mine(*project, {}, jobContext()));
    must(workflow::generate(*project, {}, jobContext()));
}

} // namespace

WindowWorld windowWorld(const QString& folder, int pairs, int perProduct)
{
    const int products =
        (pairs + perProduct * (perProduct - 1) - 1) / (perProduct * (perProduct - 1));
    WindowWorld world;
    world.project =
        QStringLiteral("%1/pairs-%2-%3.triptych").arg(folder).arg(pairs).arg(perProduct);
    world.incoming = folder + QStringLiteral("/incoming");
    if (QFileInfo::exists(world.project)) {
        return world;
    }
    std::fprintf(stderr, "drawing the project in %s (once)\n", qPrintable(folder));
    drawDistinct(folder);
    QDir().mkpath(world.incoming);
    for (int i = 0; i < kIncoming; ++i) {
        link(distinctName(folder, distinctOf(i)),
             QStringLiteral("%1/new%2.jpg").arg(world.incoming).arg(i, 5, 10, QLatin1Char('0')));
    }
    const QString part = folder + QStringLiteral("/part.triptych");
    QFile::remove(part);
    makeProject(writeNames(folder, products, perProduct), part);
    QFile::rename(part, world.project);
    return world;
}

QString freshCopy(const QString& project)
{
    const QString copy = QFileInfo(project).path() + QStringLiteral("/run.triptych");
    for (const auto* end : {"", "-wal", "-shm"}) {
        QFile::remove(copy + QLatin1String(end));
    }
    return QFile::copy(project, copy) ? copy : QString();
}

} // namespace triptych::bench
