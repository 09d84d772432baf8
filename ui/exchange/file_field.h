// SPDX-License-Identifier: GPL-3.0-or-later
// A path that can be typed, dropped or chosen with the system's picker, which never blocks.
#pragma once

#include <QWidget>

#include <functional>

class QLineEdit;
class QPushButton;

namespace triptych::ui {

class Settings;

class FileField final : public QWidget
{
    Q_OBJECT
public:
    enum class Pick
    {
        OpenFile,
        OpenFolder,
        SaveFile
    };

    // `name`: object name of the line; the button is name + "Choose".
    FileField(const QString& name, Pick pick, Settings& settings, QWidget* parent);
    void setPick(Pick pick) { m_pick = pick; }
    void setFilter(const QString& filter) { m_filter = filter; } // of the picker, translated
    void setCaption(const QString& caption);                     // also the accessible name
    void setPlaceholder(const QString& text);
    [[nodiscard]] QString path() const;
    void setPath(const QString& path);
    void setWrongPath(bool wrong);
    void choose(); // opens the picker

Q_SIGNALS:
    void pathChanged(const QString& path); // typed and finished, dropped or chosen

protected:
    void changeEvent(QEvent* event) override;

private:
    void retranslate();

    Pick m_pick;
    Settings& m_settings;
    QString m_filter;
    QString m_caption;
    QString m_last;
    QLineEdit* m_line = nullptr;
    QPushButton* m_button = nullptr;
};

// The picker alone: calls back with the path, never with an empty one.
void pickPath(QWidget* parent, Settings& settings, FileField::Pick pick, const QString& caption,
              const QString& filter, std::function<void(const QString&)> done);

} // namespace triptych::ui
