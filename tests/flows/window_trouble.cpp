// SPDX-License-Identifier: GPL-3.0-or-later
// What goes wrong while people review: a full disk, and a drive that disappears for a minute.
#include "flows_main.h"
#include "sample_project.h"
#include "window_fixture.h"

#include "core/workflow/browse.h"
#include "ui/convert.h"
#include "ui/review/image_pane.h"
#include "ui/review/review_page.h"
#include "ui/review/save_banner.h"

#include <QFileInfo>
#include <QLabel>
#include <QPushButton>
#include <QTemporaryDir>

#include <csignal>
#include <sys/resource.h>

using namespace triptych;
using namespace triptych::ui;

namespace {

constexpr int kLong = 60000;

// While it lives no file of this process grows: as on a full disk.
class FullDisk
{
public:
    FullDisk()
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        rlimit none = m_before;
        none.rlim_cur = 0;
        m_set = setrlimit(RLIMIT_FSIZE, &none) == 0;
    }
    ~FullDisk() { makeRoom(); }
    FullDisk(const FullDisk&) = delete;
    FullDisk& operator=(const FullDisk&) = delete;

    [[nodiscard]] bool full() const { return m_set; }
    void makeRoom() { setrlimit(RLIMIT_FSIZE, &m_before); }

private:
    rlimit m_before{};
    bool m_set = false;
};

std::int64_t accepted(const QString& path)
{
    auto project =
        workflow::Project::open(toPath(path), {workflow::OpenMode::ReadOnly, {}, {}, "test", {}});
    const auto stats = project ? workflow::stats(**project) : Result<ProjectStats>(fail(project));
    return stats ? stats->forward[SlotState::Accepted] + stats->reverse[SlotState::Accepted] : -1;
}

} // namespace

class WindowTrouble final : public QObject
{
    Q_OBJECT
private Q_SLOTS:
    void initTestCase();
    void aFullDiskIsToldAtOnceAndNothingIsLost();
    void aDriveThatWasAwayShowsItsPicturesAgain();

private:
    QTemporaryDir m_folder;
    QString m_project;
};

void WindowTrouble::initTestCase()
{
    m_project = drawnSample(m_folder.path() + QStringLiteral("/sample"));
    QVERIFY(!m_project.isEmpty());
}

void WindowTrouble::aFullDiskIsToldAtOnceAndNothingIsLost()
{
    const std::int64_t before = accepted(m_project);
    WindowFixture fixture;
    fixture.open(m_project);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
    const auto acceptBoth = [&] {
        const PairId shown = review->shownPair();
        QTest::keyClick(review, Qt::Key_D);
        QTRY_VERIFY_WITH_TIMEOUT(review->shownPair() != shown, kLong);
    };
    acceptBoth();
    QTRY_VERIFY_WITH_TIMEOUT(review->queue().sender().idle(), kLong);
    {
        FullDisk disk;
        QVERIFY(disk.full());
        acceptBoth();
        auto* told = fixture.find<SaveBanner>("saveBanner");
        QTRY_VERIFY_WITH_TIMEOUT(told->isVisible(), kLong);
        acceptBoth(); // one goes on: what is decided waits
        QTRY_COMPARE_WITH_TIMEOUT(review->unsaved(), 2, kLong);
        QVERIFY(told->text().contains(QLatin1Char('2')));
        // Closing would lose them: it is said, and the window stays.
        fixture.window->close();
        QVERIFY(fixture.window->isVisible());
        QVERIFY(fixture.session.isOpen());
        QVERIFY(fixture.find<QLabel>("bannerText")->isVisible());
    }
    // There is room again: what waited is saved, by itself or at once.
    fixture.find<QPushButton>("retrySaving")->click();
    QTRY_COMPARE_WITH_TIMEOUT(review->unsaved(), 0, kLong);
    QTRY_VERIFY_WITH_TIMEOUT(review->queue().sender().idle(), kLong);
    fixture.window->close();
    QTRY_VERIFY_WITH_TIMEOUT(!fixture.session.isOpen(), kLong);
    QCOMPARE(accepted(m_project), before + 6);
}

void WindowTrouble::aDriveThatWasAwayShowsItsPicturesAgain()
{
    const QString images = QFileInfo(m_project).path() + QStringLiteral("/images");
    QVERIFY(QFileInfo(images).isDir());
    WindowFixture fixture;
    QVERIFY(QFile::rename(images, images + QStringLiteral(".away")));
    fixture.open(m_project);
    auto* review = fixture.find<ReviewPage>("reviewPage");
    auto* pane = fixture.find<ImagePane>("targetPane");
    QTRY_VERIFY_WITH_TIMEOUT(review->shownPair().valid(), kLong);
    QTRY_VERIFY_WITH_TIMEOUT(!pane->title().isEmpty(), kLong);
    QVERIFY(!pane->hasImage());
    QVERIFY(QFile::rename(images + QStringLiteral(".away"), images));
    QTRY_VERIFY_WITH_TIMEOUT(pane->hasImage(), kLong);
    QVERIFY(pane->title().isEmpty());
}

int main(int argc, char** argv)
{
    return runFlows<WindowTrouble>(argc, argv);
}

#include "window_trouble.moc"
