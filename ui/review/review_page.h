// SPDX-License-Identifier: GPL-3.0-or-later
// The Review page: two images, two texts, one key a verdict. It shows what ReviewQueue knows and
// turns keys into its acts. A verdict counts only for the pair that is on screen.
#pragma once

#include "core/base/ids.h"
#include "ui/page_context.h"
#include "ui/review/empty_queue.h"
#include "ui/review/key_map_keeper.h"
#include "ui/review/review_aids.h"
#include "ui/review/review_queue.h"
#include "ui/review/side/pace_watch.h"
#include "ui/review/side/side_panel.h"

#include <QTimer>
#include <QWidget>

#include <memory>

class QStackedLayout;

namespace triptych::ui {

class EvidenceLine;
class ImagePairView;
class KeyLegend;
class KeyOverlay;
class NoteBar;
class ReasonBar;
class RecentStrip;
class ReviewHeader;
class SaveBanner;
class SideDesk;
class StandingNote;
class TextDesk;
class TextRow;
class Toast;
class ViewSwitch;
enum class SettingKey;

class ReviewPage final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kPrefetch = 3; // pairs whose images are loaded ahead, in both directions

    explicit ReviewPage(const PageContext& context, QWidget* parent = nullptr);
    // With a backend of one's own; `settings` may be null: defaults; without `aids` nothing stands
    // beside the pair.
    ReviewPage(std::unique_ptr<ReviewBackend> backend, Settings* settings,
               QWidget* parent = nullptr, std::unique_ptr<ReviewAids> aids = {});
    ~ReviewPage() override;

    // Shows the pair, whatever the queue holds.
    void showPair(PairId pair);
    // The queue of a filter; empty: the whole queue.
    void showQueue(const QString& where);
    [[nodiscard]] QString shownQueue() const { return m_where; }

    [[nodiscard]] ReviewQueue& queue() { return *m_queue; }
    // The pair on screen; invalid when none is, or its texts are not there yet.
    [[nodiscard]] PairId shownPair() const { return m_shown; }
    void act(ReviewAction action);
    // Opens the panel beside the images.
    void showSide(Side side);
    // What is typed is kept as a draft; call it before the page goes away.
    void keepDrafts();
    // Decisions that could not be saved so far and would be lost.
    [[nodiscard]] int unsaved() const { return m_queue->sender().unsaved(); }

Q_SIGNALS:
    void makePairsRequested();
    void writeTextsRequested();
    void importRequested();
    void pairShown(triptych::PairId pair);
    void queueChanged(const QString& where);

protected:
    void keyPressEvent(QKeyEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void changeEvent(QEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void build();
    void buildFloating();
    void connectQueue();
    void connectWidgets();
    void connectRow(TextRow& row);
    void connectDesks();
    void connectSettings();
    void openQueue(PairId first);
    void startProject();

    void showCurrent();
    void render(); // the images of the incoming pair are here
    void showEmpty();
    void refreshRows();
    void refreshHeader();
    void refreshRecent();
    void refreshReasons();
    void makeRoomForReasons();
    void refreshEvidence();
    void refreshViews();
    void wantMirror(const PairView& pair);
    void prefetch();

    [[nodiscard]] TextRow& row(Direction direction) const;
    [[nodiscard]] bool typing() const;
    [[nodiscard]] bool mayJudge(ReviewAction action);
    void actOnPair(ReviewAction action);
    void editingChanged(bool editing);
    bool moveInside(const QKeyEvent& event); // arrows that are no verdict
    void sayRefusal(ReviewQueue::Refusal refusal);
    void sayAbout(const QString& text, const PairView* pair, ReviewAction next);
    void keepLost(const Operation& operation, const Error& error);

    std::unique_ptr<ReviewBackend> m_backend;
    std::unique_ptr<ReviewAids> m_aids;
    Settings* m_settings = nullptr;
    KeyMapKeeper m_keeper;
    const KeyMap& m_keys = m_keeper.map();
    std::unique_ptr<ReviewQueue> m_queue;
    TextDesk* m_texts = nullptr;
    SideDesk* m_sides = nullptr;
    PaceWatch m_watch;
    QString m_where;
    PairId m_shown;
    QTimer m_prefetch;

    QStackedLayout* m_stack = nullptr;
    QWidget* m_review = nullptr;
    EmptyQueue* m_empty = nullptr;
    ReviewHeader* m_header = nullptr;
    SaveBanner* m_banner = nullptr;
    ImagePairView* m_images = nullptr;
    ViewSwitch* m_views = nullptr;
    SidePanel* m_side = nullptr;
    StandingNote* m_standing = nullptr;
    TextRow* m_forward = nullptr;
    TextRow* m_reverse = nullptr;
    EvidenceLine* m_evidence = nullptr;
    RecentStrip* m_recent = nullptr;
    QWidget* m_gap = nullptr; // takes the strip's place, less what a row has grown by
    KeyLegend* m_legend = nullptr;
    KeyOverlay* m_overlay = nullptr;
    ReasonBar* m_reasons = nullptr;
    NoteBar* m_note = nullptr;
    Toast* m_toast = nullptr;
};

} // namespace triptych::ui
