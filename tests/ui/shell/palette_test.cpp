// SPDX-License-Identifier: GPL-3.0-or-later
// Every text on every ground it stands on can be read (WCAG 2.1: 4.5 to 1), in both palettes; and
// every message is translated.
#include "tests.h"

#include "ui/theme/theme.h"

#include <QFile>
#include <QTest>
#include <QXmlStreamReader>

#include <cmath>

using namespace triptych::ui;

namespace {

constexpr double kReadable = 4.5;

double luminance(const QColor& colour)
{
    const auto linear = [](double part) {
        return part <= 0.04045 ? part / 12.92 : std::pow((part + 0.055) / 1.055, 2.4);
    };
    return 0.2126 * linear(colour.redF()) + 0.7152 * linear(colour.greenF()) +
           0.0722 * linear(colour.blueF());
}

double contrast(const QColor& a, const QColor& b)
{
    const double one = luminance(a) + 0.05;
    const double two = luminance(b) + 0.05;
    return one > two ? one / two : two / one;
}

struct Named
{
    const char* name;
    QColor colour;
};

void addPairs(const char* palette, const std::vector<Named>& texts,
              const std::vector<Named>& grounds)
{
    for (const auto& text : texts) {
        for (const auto& ground : grounds) {
            QTest::addRow("%s: %s on %s", palette, text.name, ground.name)
                << text.colour << ground.colour;
        }
    }
}

} // namespace

class PaletteTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void everyTextCanBeReadOnItsGround_data();
    void everyTextCanBeReadOnItsGround();
    void everyMessageIsTranslated();
};

void PaletteTest::everyTextCanBeReadOnItsGround_data()
{
    QTest::addColumn<QColor>("text");
    QTest::addColumn<QColor>("ground");
    for (const Theme* theme : {&Theme::light(), &Theme::darkTheme()}) {
        const Theme& t = *theme;
        const char* palette = t.dark ? "dark" : "light";
        addPairs(palette, {{"text", t.text}},
                 {{"window", t.window},
                  {"panel", t.panel},
                  {"hover", t.hover},
                  {"pressed", t.pressed},
                  {"selected", t.selected},
                  {"around images", t.aroundImages},
                  {"mark", t.mark},
                  {"accepted", t.acceptedGround},
                  {"edited", t.editedGround},
                  {"rejected", t.rejectedGround},
                  {"flagged", t.flaggedGround},
                  {"skipped", t.skippedGround}});
        addPairs(palette, {{"secondary", t.secondary}},
                 {{"window", t.window},
                  {"panel", t.panel},
                  {"hover", t.hover},
                  {"pressed", t.pressed},
                  {"selected", t.selected},
                  {"around images", t.aroundImages}});
        addPairs(palette, {{"accent", t.accent}},
                 {{"panel", t.panel}, {"window", t.window}, {"selected", t.selected}});
        addPairs(palette, {{"on accent", t.onAccent}}, {{"accent", t.accent}});
        const std::vector<std::pair<Named, Named>> states{
            {{"accepted", t.accepted}, {"its ground", t.acceptedGround}},
            {{"edited", t.edited}, {"its ground", t.editedGround}},
            {{"rejected", t.rejected}, {"its ground", t.rejectedGround}},
            {{"flagged", t.flagged}, {"its ground", t.flaggedGround}},
            {{"skipped", t.skipped}, {"its ground", t.skippedGround}}};
        for (const auto& [state, ground] : states) {
            addPairs(palette, {state}, {ground, {"panel", t.panel}, {"window", t.window}});
        }
    }
}

void PaletteTest::everyTextCanBeReadOnItsGround()
{
    QFETCH(QColor, text);
    QFETCH(QColor, ground);
    const double ratio = contrast(text, ground);
    QVERIFY2(ratio >= kReadable, qPrintable(QStringLiteral("%1 on %2: %3 to 1")
                                                .arg(text.name(), ground.name())
                                                .arg(ratio, 0, 'f', 2)));
}

void PaletteTest::everyMessageIsTranslated()
{
    QFile file(QStringLiteral(TRIPTYCH_SOURCE_DIR "/translations/triptych_ja.ts"));
    QVERIFY(file.open(QIODevice::ReadOnly));
    QXmlStreamReader xml(&file);
    QString context;
    QString source;
    QStringList open;
    int messages = 0;
    while (!xml.atEnd()) {
        xml.readNext();
        if (!xml.isStartElement()) {
            continue;
        }
        if (xml.name() == QLatin1String("name")) {
            context = xml.readElementText();
        } else if (xml.name() == QLatin1String("source")) {
            source = xml.readElementText();
        } else if (xml.name() == QLatin1String("translation")) {
            const QString type = xml.attributes().value(QLatin1String("type")).toString();
            const QString text = xml.readElementText(QXmlStreamReader::IncludeChildElements);
            ++messages;
            if (type == QLatin1String("unfinished") ||
                (type.isEmpty() && text.trimmed().isEmpty())) {
                open.push_back(context + QStringLiteral(": ") + source);
            }
        }
    }
    QVERIFY(!xml.hasError());
    QVERIFY(messages > 300);
    QVERIFY2(open.isEmpty(), qPrintable(QString::number(open.size()) + QStringLiteral(" open:\n") +
                                        open.join(QLatin1Char('\n'))));
}

std::unique_ptr<QObject> makePaletteTest()
{
    return std::make_unique<PaletteTest>();
}

#include "palette_test.moc"
