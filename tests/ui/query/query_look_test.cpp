// SPDX-License-Identifier: GPL-3.0-or-later
// Pictures of the Query page in its states, into screenshots/ of the build folder, with real photos
// where there are some: light, dark and narrow. Fails when a word is clipped.
#include "fake_query_backend.h"
#include "tests.h"

#include "ui/convert.h"
#include "ui/images/image_cache.h"
#include "ui/query/query_view.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QDir>
#include <QDirIterator>
#include <QLabel>
#include <QPainter>
#include <QPushButton>
#include <QTemporaryDir>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;

namespace {

QStringList clippedWords(const QWidget& window)
{
    QStringList clipped;
    const auto check = [&](const QWidget* widget, const QString& text, bool wraps) {
        if (widget->isVisible() && !text.isEmpty() && !wraps &&
            widget->minimumWidth() != 1 && // elided by hand
            widget->sizeHint().width() > widget->width() + 1) {
            clipped << QStringLiteral("%1: “%2”").arg(widget->objectName(), text);
        }
    };
    for (const auto* label : window.findChildren<QLabel*>()) {
        check(label, label->text(), label->wordWrap());
    }
    for (const auto* button : window.findChildren<QPushButton*>()) {
        check(button, button->text(), false);
    }
    return clipped;
}

class QueryLookTest final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void everyStateIsWholeInEveryLook_data();
    void everyStateIsWholeInEveryLook();

private:
    void shoot(QWidget& view, const QString& name);
    QTemporaryDir m_folder;
    std::vector<std::pair<std::string, std::string>> m_photos; // name, path
};

void QueryLookTest::initTestCase()
{
    const QString root = qEnvironmentVariable(
        "TRIPTYCH_DATA", QStringLiteral(TRIPTYCH_SOURCE_DIR "/../shared/data"));
    QDirIterator photos(root + QStringLiteral("/magento"), {QStringLiteral("*.jpg")}, QDir::Files,
                        QDirIterator::Subdirectories);
    QStringList paths;
    while (photos.hasNext()) {
        paths << photos.next();
    }
    paths.sort();
    for (const auto& path : std::as_const(paths)) {
        if (m_photos.size() < 90) {
            m_photos.emplace_back(fromQString(QFileInfo(path).fileName()), fromQString(path));
        }
    }
    for (int i = 0; m_photos.size() < 30; ++i) {
        QImage image(240, 300, QImage::Format_RGB32);
        image.fill(QColor::fromHsv(i * 12, 150, 220));
        const QString path = m_folder.filePath(QStringLiteral("drawn %1.png").arg(i));
        QVERIFY(image.save(path));
        m_photos.emplace_back(fromQString(QFileInfo(path).fileName()), fromQString(path));
    }
}

void QueryLookTest::shoot(QWidget& view, const QString& name)
{
    QTest::qWait(500); // the last decodes come to rest: nothing more is asked of the event loop
    const QStringList clipped = clippedWords(view);
    QVERIFY2(clipped.isEmpty(), qPrintable(name + clipped.join(QLatin1Char('\n'))));
    const QString folder = QStringLiteral(TRIPTYCH_BUILD_DIR "/screenshots/query");
    QVERIFY(QDir().mkpath(folder));
    QVERIFY(view.grab().save(QStringLiteral("%1/%2.png").arg(folder, name)));
}

void QueryLookTest::everyStateIsWholeInEveryLook_data()
{
    QTest::addColumn<bool>("dark");
    QTest::addColumn<QSize>("size");
    QTest::newRow("light") << false << QSize(1376, 868);
    QTest::newRow("dark") << true << QSize(1376, 868);
    QTest::newRow("small") << false << QSize(816, 520);
}

void QueryLookTest::everyStateIsWholeInEveryLook()
{
    QFETCH(const bool, dark);
    QFETCH(const QSize, size);
    const QString look = QString::fromLatin1(QTest::currentDataTag());
    ThemeKeeper theme(*qApp);
    theme.choose(dark ? ThemeChoice::Dark : ThemeChoice::Light);
    FakeQueryBackend backend;
    for (const auto& [name, path] : m_photos) {
        backend.addImage(name, "Tops", path);
    }
    backend.notes.alignment = "classes";
    backend.notes.totalMilliseconds = 38;
    backend.notes.textShare = 0.62;
    backend.notes.wanted = {"blue", "long sleeve"};
    backend.notes.unwanted = {"black"};
    backend.encoded = 0;
    ImageCache images;
    QueryView view(backend, &images, nullptr);
    view.setObjectName(QStringLiteral("queryPage"));
    view.resize(size);
    view.show();
    QTRY_VERIFY(view.desk().encoder().has_value());
    shoot(view, look + QStringLiteral("_unencoded"));
    backend.encoded = -1;
    view.desk().refresh();
    QTRY_VERIFY(view.desk().encoder()->images.current > 0);
    shoot(view, look + QStringLiteral("_empty"));
    for (const auto* name :
         {"blue instead of black", "with long sleeves, and a zip from top to hem",
          "same, without hood", "in white"}) {
        workflow::SavedCase one;
        one.key = name;
        one.name = name;
        one.right = {backend.images[3].name};
        backend.saved.push_back(one);
    }
    backend.saved[0].before = 4;
    backend.saved[0].after = 1;
    backend.saved[1].before = 1;
    backend.saved[1].after = 6;
    backend.saved[2].before = 2;
    backend.saved[2].after = 2;
    workflow::CaseRunReport run;
    run.method = "aligned";
    run.encoder = "standard";
    run.before = 1;
    run.better = 14;
    run.worse = 3;
    run.same = 9;
    run.p = 0.013;
    for (const auto& one : backend.saved) {
        run.moves.push_back({one.key, one.name, one.before, one.after});
    }
    backend.report = run;
    view.desk().setMethods("aligned", "fusion");
    view.desk().begin(sourceOf(backend.images[0]), QStringLiteral("blue instead of black"),
                      backend.images[4].name);
    view.desk().refresh();
    QTRY_VERIFY(view.desk().answers().has_value());
    shoot(view, look + QStringLiteral("_results"));
    auto* results = view.findChild<QWidget*>(QStringLiteral("queryResults"));
    results->setFocus();
    QTest::keyClick(results, Qt::Key_R);
    QTRY_COMPARE(backend.right.size(), 1U);
    shoot(view, look + QStringLiteral("_right"));
    view.findChild<QPushButton*>(QStringLiteral("queryCaseTable"))->click();
    shoot(view, look + QStringLiteral("_table"));
    view.findChild<QWidget*>(QStringLiteral("queryCaseTablePanel"))->hide();
    QTest::keyClick(results, Qt::Key_Space);
    shoot(view, look + QStringLiteral("_large"));
    QTest::keyClick(view.findChild<QWidget*>(QStringLiteral("queryLarge")), Qt::Key_Escape);
    view.desk().makeReference(backend.images[7]);
    view.desk().setText(QStringLiteral("longer"));
    view.desk().askNow();
    view.desk().makeReference(backend.images[12]);
    view.desk().setSecond(sourceOf(backend.images[20]));
    backend.encoder = "compact";
    backend.fallback = "not there";
    backend.standardThere = false;
    backend.encoded = static_cast<std::int64_t>(backend.images.size()) - 12;
    backend.notes.otherLanguage = "ja";
    view.desk().setText(QStringLiteral("もっと青い"));
    view.desk().refresh();
    view.desk().askNow();
    QTRY_VERIFY(!view.desk().waiting());
    shoot(view, look + QStringLiteral("_chain"));
}

} // namespace

std::unique_ptr<QObject> makeQueryLookTest()
{
    return std::make_unique<QueryLookTest>();
}

#include "query_look_test.moc"
