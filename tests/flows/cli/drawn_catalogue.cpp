// SPDX-License-Identifier: GPL-3.0-or-later
// Shirts as coloured patches: enough to be told apart, quick to decode.
#include "drawn_catalogue.h"

#include "program.h"

#include <QColor>
#include <QDir>
#include <QImage>
#include <QJsonArray>
#include <QPainter>
#include <QRandomGenerator>

#include <array>

using namespace Qt::StringLiterals;

namespace triptych::flows {

namespace {

constexpr std::array<const char*, 6> kColours{"red", "blue", "green", "black", "yellow", "orange"};

// The same cut for every colour of a product, another one for each product, so that perceptual
// hashes tell products apart.
QImage shirt(int product, int colour, int side)
{
    constexpr int kCells = 6;
    QImage image(side, side, QImage::Format_RGB32);
    image.fill(Qt::white);
    QPainter painter(&image);
    const QColor ink(QString::fromLatin1(kColours[static_cast<std::size_t>(colour)]));
    QRandomGenerator cut(static_cast<quint32>(product + 1));
    const int cell = side / kCells;
    for (int row = 0; row < kCells; ++row) {
        for (int column = 0; column < kCells; ++column) {
            if (cut.bounded(2) == 0) {
                painter.fillRect(QRect(column * cell, row * cell, cell, cell), ink);
            }
        }
    }
    // A number nobody else has, so that no two files have the same bytes.
    for (int bit = 0; bit < 16; ++bit) {
        if (((product >> bit) & 1) != 0) {
            painter.fillRect(QRect(bit * 2, side - 2, 2, 2), Qt::darkGray);
        }
    }
    return image;
}

} // namespace

QStringList drawCatalogue(const QString& folder, const CatalogueShape& shape)
{
    QDir().mkpath(folder + u"/images"_s);
    QByteArray csv = "image,sku,name,colour,category,sleeve\n";
    QStringList names;
    for (int product = 0; product < shape.products; ++product) {
        for (int colour = 0; colour < shape.colours; ++colour) {
            const QString name = u"shirt-%1-%2.png"_s.arg(product).arg(colour);
            const QString path = folder + u"/images/"_s + name;
            if (!shirt(product, colour, shape.side).save(path)) {
                return {};
            }
            names << name;
            csv += name.toUtf8() + ",S" + QByteArray::number(product) + ",\"Shirt, no. " +
                   QByteArray::number(product) + "\"," +
                   kColours[static_cast<std::size_t>(colour)] + ",Shirts," +
                   (product % 2 == 0 ? "long" : "short") + "\n";
        }
    }
    return writeAll(folder + u"/catalogue.csv"_s, csv) ? names : QStringList();
}

QString projectOver(const QString& folder, const QString& name, QByteArray& why)
{
    const QString project = folder + u'/' + name;
    const QList<QStringList> commands{
        {u"new"_s, project},
        {u"import"_s, project, folder + u"/catalogue.csv"_s, u"--as"_s, u"catalogue"_s,
         u"--images"_s, folder + u"/images"_s},
        {u"mine"_s, project, u"--rule"_s, u"product"_s},
        {u"generate"_s, project, u"--with"_s, u"catalogue"_s, u"--seed"_s, u"7"_s}};
    for (const QStringList& command : commands) {
        const Ran ran = run(command);
        if (ran.exit != 0) {
            why = command.join(u' ').toUtf8() + "\n" + ran.told();
            return {};
        }
    }
    return project;
}

QStringList pairKeys(const QString& project, int limit)
{
    QStringList keys;
    const Ran list = runJson({u"list"_s, project, u"--limit"_s, QString::number(limit)});
    const QJsonArray items = list.json.value(u"items"_s).toArray();
    for (const auto& item : items) {
        keys << item.toObject().value(u"pair"_s).toString();
    }
    return keys;
}

} // namespace triptych::flows
