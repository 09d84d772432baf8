// SPDX-License-Identifier: GPL-3.0-or-later
// No pair to review: says why, and what to do next.
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace triptych::ui {

class EmptyQueue final : public QWidget
{
    Q_OBJECT
public:
    enum class Reason
    {
        Asking,   // the answer is not there yet: nothing is said
        NoImages, // nothing imported
        NoPairs,
        NoTexts,
        NoMatch, // the filter leaves nothing
        Done     // all is decided
    };

    explicit EmptyQueue(QWidget* parent = nullptr);
    void setReason(Reason reason);
    [[nodiscard]] Reason reason() const { return m_reason; }

Q_SIGNALS:
    void importRequested();
    void makePairsRequested();
    void writeTextsRequested();
    void wholeQueueRequested();
    void undoRequested();

protected:
    void changeEvent(QEvent* event) override;
    void paintEvent(QPaintEvent* event) override;

private:
    void retranslate();
    void arrange();

    Reason m_reason = Reason::Asking;
    QLabel* m_title = nullptr;
    QLabel* m_words = nullptr;
    QPushButton* m_import = nullptr;
    QPushButton* m_pairs = nullptr;
    QPushButton* m_texts = nullptr;
    QPushButton* m_whole = nullptr;
    QPushButton* m_undo = nullptr;
};

} // namespace triptych::ui
