// SPDX-License-Identifier: GPL-3.0-or-later
// Query over any QueryBackend: question, results, saved cases, and what is missing to search at
// all. QueryPage binds it to the open project. GUI thread; never waits.
#pragma once

#include "ui/query/query_desk.h"

#include <QWidget>

class QBoxLayout;
class QLabel;
class QPushButton;
class QStackedWidget;

namespace triptych::ui {

class CaseTablePanel;
class ImageCache;
class LargeView;
class NoteLine;
class QueryBar;
class QueryEmpty;
class QuerySide;
class ResultModel;
class ResultView;
class Settings;
class StepTrail;
class Thumbnails;
class Toast;
class WordChips;

class QueryView final : public QWidget
{
    Q_OBJECT
public:
    // `images` and `settings` may be null.
    QueryView(QueryBackend& backend, ImageCache* images, Settings* settings,
              QWidget* parent = nullptr);

    [[nodiscard]] QueryDesk& desk() { return m_desk; }
    void bring(const QMimeData& mime); // dropped elsewhere, for this page

Q_SIGNALS:
    void browseRequested(const QString& where);
    void importRequested();

protected:
    void changeEvent(QEvent* event) override;
    void showEvent(QShowEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void build();
    QWidget* buildRight();
    QWidget* buildFoot();
    void connectDesk();
    void connectResults();
    void makeKeys();
    void retranslate();

    void refreshQuestion();
    void refreshAnswer();
    void refreshState();
    void refreshHead();
    void refreshNotes();
    void refreshTarget();
    void refreshBody();
    void refreshEncoderNote();
    [[nodiscard]] QString waitingWords() const;
    [[nodiscard]] QString encodingWords() const;
    void fetchFromFolder();
    [[nodiscard]] QString queryNote() const;
    [[nodiscard]] QString targetSentence() const;

    void paste();
    void open();
    void changed();
    void makeReference(int row);
    void act(int row, void (QueryDesk::*act)(const ImageView&));
    void enlarge(int row);
    void showMenu(const QPoint& at);
    void showTable();

    QueryBackend& m_backend;
    ImageCache* m_images;
    Settings* m_settings;
    QueryDesk m_desk;
    bool m_stale = true; // something changed while the page was hidden

    QLabel* m_title = nullptr;
    QLabel* m_facts = nullptr;
    QLabel* m_time = nullptr;
    QuerySide* m_side = nullptr;
    QueryBar* m_bar = nullptr;
    NoteLine* m_encoderNote = nullptr;
    NoteLine* m_unencodedNote = nullptr;
    NoteLine* m_queryNote = nullptr;
    WordChips* m_chips = nullptr;
    StepTrail* m_trail = nullptr;
    QStackedWidget* m_body = nullptr;
    QueryEmpty* m_empty = nullptr;
    ResultModel* m_model = nullptr;
    ResultView* m_results = nullptr;
    Thumbnails* m_thumbnails = nullptr;
    QWidget* m_foot = nullptr;
    QBoxLayout* m_footRow = nullptr;
    QLabel* m_target = nullptr;
    QPushButton* m_forget = nullptr;
    QPushButton* m_right = nullptr;
    QPushButton* m_wrong = nullptr;
    QPushButton* m_save = nullptr;
    LargeView* m_large = nullptr;
    CaseTablePanel* m_table = nullptr;
    Toast* m_toast = nullptr;
};

} // namespace triptych::ui
