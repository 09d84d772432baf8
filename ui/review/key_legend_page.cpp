// SPDX-License-Identifier: GPL-3.0-or-later
// The printed legend.
#include "ui/review/key_legend_page.h"

#include <QCoreApplication>
#include <QPageSize>
#include <QPainter>
#include <QPdfWriter>
#include <QSaveFile>
#include <QTextDocument>

namespace triptych::ui {

namespace {

constexpr double kLargestPoints = 12.0;
constexpr double kSmallestPoints = 6.0;
constexpr int kMarginMillimetres = 16;
constexpr int kResolution = 300;

QString row(const QStringList& keys, const QString& sentence)
{
    QStringList caps;
    for (const auto& key : keys) {
        caps.push_back(QStringLiteral("<b>%1</b>").arg(key.toHtmlEscaped()));
    }
    return QStringLiteral("<tr><td class=\"k\">%1</td><td>%2</td></tr>")
        .arg(caps.join(QStringLiteral("&nbsp;&nbsp;")), sentence.toHtmlEscaped());
}

} // namespace

QString keyLegendHtml(const KeyMap& map, const QString& presetName)
{
    const auto title = QCoreApplication::translate("KeyLegendPage", "Triptych: keys of Review");
    const auto preset = QCoreApplication::translate("KeyLegendPage", "Preset: %1").arg(presetName);
    const auto none = QCoreApplication::translate("KeyLegendPage", "no key");
    QString rows;
    for (int i = 0; i < kReviewActions; ++i) {
        const auto action = static_cast<ReviewAction>(i);
        QStringList keys = map.keysOf(action);
        if (keys.isEmpty()) {
            keys.push_back(none);
        }
        const auto reason = reasonIndex(action);
        rows += row(keys, reason ? QCoreApplication::translate("KeyLegendPage",
                                                               "Reason %1 for the last rejection")
                                       .arg(*reason + 1)
                                 : actionSentence(action));
    }
    rows += row({QCoreApplication::translate("KeyLegend", "Ctrl+Enter")},
                QCoreApplication::translate("KeyOverlay", "In the field: accept the edit"));
    rows +=
        row({QCoreApplication::translate("KeyLegend", "Esc")},
            QCoreApplication::translate("KeyOverlay", "In the field: leave it, the draft is kept"));
    return QStringLiteral(
               "<html><head><style>td { padding: 2px 0; } td.k { padding-right: 28px; }"
               "</style></head><body><h2>%1</h2><p>%2</p><table>%3</table></body></html>")
        .arg(title.toHtmlEscaped(), preset.toHtmlEscaped(), rows);
}

bool writeKeyLegend(const QString& html, const QString& path)
{
    QSaveFile file(path);
    if (!file.open(QIODevice::WriteOnly)) {
        return false;
    }
    {
        QPdfWriter writer(&file);
        writer.setResolution(kResolution);
        writer.setPageSize(QPageSize(QPageSize::A4));
        writer.setPageMargins(QMarginsF(kMarginMillimetres, kMarginMillimetres, kMarginMillimetres,
                                        kMarginMillimetres),
                              QPageLayout::Millimeter);
        writer.setTitle(QStringLiteral("Triptych"));
        const QSizeF page = writer.pageLayout().paintRectPixels(kResolution).size();
        QTextDocument document;
        document.documentLayout()->setPaintDevice(&writer);
        document.setHtml(html);
        for (double points = kLargestPoints; points >= kSmallestPoints; points -= 0.5) {
            QFont font = document.defaultFont();
            font.setPointSizeF(points);
            document.setDefaultFont(font);
            document.setTextWidth(page.width());
            if (document.size().height() <= page.height()) {
                break;
            }
        }
        QPainter painter(&writer);
        document.drawContents(&painter, QRectF(QPointF(0, 0), page));
    }
    return file.commit();
}

} // namespace triptych::ui
