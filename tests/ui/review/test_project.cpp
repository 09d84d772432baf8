// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page on a real project file.
#include "test_project.h"

#include "core/workflow/exchange.h"
#include "core/workflow/project.h"
#include "ui/convert.h"
#include "ui/images/image_cache.h"
#include "ui/jobs/project_session.h"
#include "ui/review/review_page.h"
#include "ui/review/text_row.h"

#include <QApplication>
#include <QSignalSpy>
#include <QTest>

using namespace triptych;
using namespace triptych::ui;

namespace {

// A window's worth: session, images, page; closed in order.
class Open
{
public:
    explicit Open(const QString& path)
        : page(PageContext{&session, &images, nullptr})
    {
        session.setReviewer(QStringLiteral("aoki"));
        page.resize(1000, 700);
        page.show();
        page.activateWindow();
        session.open(path);
    }
    ~Open()
    {
        QSignalSpy closed(&session, &ProjectSession::closed);
        session.close();
        closed.wait();
    }
    [[nodiscard]] bool shown()
    {
        return QTest::qWaitForWindowActive(&page) &&
               QTest::qWaitFor([this] { return page.shownPair().valid(); }, 20000);
    }
    // Presses when the pair on screen is the one that the queue is at, with both its images.
    [[nodiscard]] bool press(Qt::Key key)
    {
        const auto sent = page.queue().sender().idle();
        const bool ready = QTest::qWaitFor(
            [this] { return page.shownPair() == page.queue().window().currentId(); });
        QTest::keyClick(QApplication::focusWidget(), key);
        return sent && ready && QTest::qWaitFor([this] { return page.queue().sender().idle(); });
    }

    ProjectSession session;
    ImageCache images;
    ReviewPage page;
};

ProjectStats statsOf(const QString& path)
{
    workflow::OpenOptions options;
    options.mode = workflow::OpenMode::ReadOnly;
    auto project = workflow::Project::open(toPath(path), options);
    if (!project) {
        return {};
    }
    return workflow::stats(**project).value_or(ProjectStats{});
}

} // namespace

void TestProject::initTestCase()
{
    QVERIFY(m_folder.isValid());
    workflow::SampleRequest request;
    request.folder = toPath(m_folder.filePath(QStringLiteral("sample")));
    request.products = 4;
    const auto sample = workflow::makeSample(request, {});
    QVERIFY2(sample, sample ? "" : describe(sample.error()).c_str());
    QVERIFY(sample->texts > 8);
    m_path = toQString(sample->project);
}

void TestProject::decisionsReachTheFile()
{
    {
        Open window(m_path);
        QVERIFY(window.shown());
        const PairId first = window.page.shownPair();
        QVERIFY(window.press(Qt::Key_D));
        QTRY_VERIFY(window.page.shownPair() != first);
        QVERIFY(window.press(Qt::Key_X));
        QVERIFY(window.press(Qt::Key_1));
        QVERIFY(window.press(Qt::Key_E));
        QTest::keyClicks(QApplication::focusWidget(), QStringLiteral(" and so on"));
        QTest::keyClick(QApplication::focusWidget(), Qt::Key_Return, Qt::ControlModifier);
        QTRY_VERIFY(window.page.queue().sender().idle());
        QTRY_COMPARE(window.page.queue().recent().size(), std::size_t(2));
        QTRY_VERIFY(window.page.queue().progress()->pace.today >= 4);
    }
    const auto stats = statsOf(m_path);
    QCOMPARE(stats.forward[SlotState::Accepted], 1);
    QCOMPARE(stats.reverse[SlotState::Accepted], 1);
    QCOMPARE(stats.forward[SlotState::Rejected], 1);
    QCOMPARE(stats.reverse[SlotState::Edited], 1);
}

void TestProject::undoWorksAfterARestart()
{
    {
        Open window(m_path);
        QVERIFY(window.shown());
        QVERIFY(window.press(Qt::Key_Backspace)); // the edit
        QTRY_VERIFY(window.page.shownPair() == window.page.queue().window().currentId());
        QCOMPARE(window.page.queue().focused(), Direction::Reverse);
        QVERIFY(!window.page.findChild<ui::TextRow*>(QStringLiteral("reverseRow"))->editing());
    }
    QCOMPARE(statsOf(m_path).reverse[SlotState::Edited], 0);
}

void TestProject::changeByAnotherProcessIsSeen()
{
    Open window(m_path);
    QVERIFY(window.shown());
    const SlotId slot = window.page.queue().focusedSlot()->id; // undecided
    auto other = workflow::Project::open(toPath(m_path), {});
    QVERIFY(other);
    workflow::Decision decision;
    decision.slot = slot;
    decision.act = workflow::Act::Flag;
    QVERIFY(workflow::decide(**other, "sato", {decision}));
    QTRY_VERIFY(window.page.queue().focusedSlot()->state == SlotState::Flagged);
    QCOMPARE(window.page.queue().focusedSlot()->id, slot); // the place is kept
}
