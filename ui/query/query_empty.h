// SPDX-License-Identifier: GPL-3.0-or-later
// What stands where results would be: why there are none, and the one thing to do next.
#pragma once

#include <QWidget>

#include <cstdint>

class QLabel;
class QPushButton;

namespace triptych::ui {

class QueryEmpty final : public QWidget
{
    Q_OBJECT
public:
    enum class Reason
    {
        Loading,   // the encoder
        Searching, // `words`: or what is done for it
        NoImages,  // in the project
        Unencoded, // `count` images wait
        Encoding,  // the job runs; `words`: how far it is
        Paused,    // `words`: how far it was
        NoQuestion,
        Failed,      // `words` say why
        NoMatch,     // no image of the category
        NoWordsKnown // nothing of the text says anything to the encoder
    };

    explicit QueryEmpty(QWidget* parent);
    void setReason(Reason reason, std::int64_t count = 0, const QString& words = {});
    [[nodiscard]] Reason reason() const { return m_reason; }
    void setBuiltIn(bool builtIn); // the built-in encoder is the one that would be used

Q_SIGNALS:
    void importWanted();
    void encodeWanted(); // or going on with it
    void pauseWanted();

protected:
    void changeEvent(QEvent* event) override;

private:
    void refresh();
    void refreshEncoding();

    Reason m_reason = Reason::Loading;
    std::int64_t m_count = 0;
    QString m_words;
    bool m_builtIn = false;
    QLabel* m_icon;
    QLabel* m_title;
    QLabel* m_text;
    QPushButton* m_act;
};

} // namespace triptych::ui
