// SPDX-License-Identifier: GPL-3.0-or-later
// The left column of the Query page: the reference, a second image, the weights, saved cases.
#pragma once

#include "ui/page_context.h"
#include "ui/query/query_source.h"

#include <QWidget>

class QLabel;
class QMimeData;
class QPushButton;
class QToolButton;

namespace triptych::ui {

class CaseList;
class ImageField;
class QueryBackend;
class QueryDesk;
class ReferenceSlot;
class ShareSlider;

class QuerySide final : public QWidget
{
    Q_OBJECT
public:
    static constexpr int kWidth = 252;

    // `settings` may be null: then there is no picker of files.
    QuerySide(QueryDesk& desk, QueryBackend& backend, ImageCache* images, Settings* settings,
              QWidget* parent);
    void refresh(); // what the desk holds
    [[nodiscard]] ReferenceSlot* slot() const { return m_slot; }
    [[nodiscard]] CaseList* cases() const { return m_cases; }
    void take(const QuerySource& source); // as the image that is being chosen
    void bring(const QMimeData& mime);    // dropped or pasted; says what is not taken

Q_SIGNALS:
    void said(const QString& text);

protected:
    void changeEvent(QEvent* event) override;

private:
    void build();
    void connectParts();
    void retranslate();
    void pickFile();
    void chooseSecond(bool second);
    void refreshShare();

    QueryDesk& m_desk;
    QueryBackend& m_backend;
    ImageCache* m_images;
    Settings* m_settings;
    ReferenceSlot* m_slot = nullptr;
    QLabel* m_where = nullptr;
    QPushButton* m_clear = nullptr;
    ImageField* m_pick = nullptr;
    QToolButton* m_file = nullptr;
    QWidget* m_secondRow = nullptr;
    ReferenceSlot* m_second = nullptr;
    QLabel* m_secondWords = nullptr;
    ShareSlider* m_secondWeight = nullptr;
    QPushButton* m_secondClear = nullptr;
    QPushButton* m_addSecond = nullptr;
    QLabel* m_imageEnd = nullptr;
    QLabel* m_textEnd = nullptr;
    QPushButton* m_fitted = nullptr;
    ShareSlider* m_share = nullptr;
    CaseList* m_cases = nullptr;
    bool m_choosingSecond = false;
};

} // namespace triptych::ui
