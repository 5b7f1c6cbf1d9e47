"""The words people click on, as the product's description has them: not read from the catalogues."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Words:
    code: str
    endonym: str
    user_profile: str
    disabled_entry: str
    enabled_entry: str
    two_factor: str
    change: str
    user_management: str
    users: str
    default_settings: str
    # The description names no words for these.
    user_name: str
    password: str
    number: str
    sign_in: str
    sign_out: str
    save: str
    switch_it_off: str
    menu: str
    warning: str
    phone_warning: str
    wifi_warning: str
    administrator_tip: str


ENGLISH = Words(
    code="en",
    endonym="English",
    user_profile="User profile",
    disabled_entry="Two-factor authentication (disabled)",
    enabled_entry="Two-factor authentication (enabled)",
    two_factor="Two-factor authentication",
    change="Change",
    user_management="User management",
    users="Users",
    default_settings="Default settings",
    user_name="User name",
    password="Password",
    number="6-digit number",
    sign_in="Sign in",
    sign_out="Sign out",
    save="Save",
    switch_it_off="Switch it off",
    menu="Menu",
    warning="Warning",
    phone_warning="you cannot sign in without the authenticator app, so think of it before changing the smartphone",
    wifi_warning="Downloading the app over Wi-Fi avoids data charges",
    administrator_tip="This is the way out when a user cannot reach the authenticator app, for example when the phone is lost "
    "or broken. Only a user with administrator rights can do it.",
)

HUNGARIAN = Words(
    code="hu",
    endonym="Magyar",
    user_profile="Felhasználói profil",
    disabled_entry="Kétlépcsős azonosítás (kikapcsolva)",
    enabled_entry="Kétlépcsős azonosítás (bekapcsolva)",
    two_factor="Kétlépcsős azonosítás",
    change="Módosítás",
    user_management="Felhasználókezelés",
    users="Felhasználók",
    default_settings="Alapértelmezett beállítások",
    user_name="Felhasználónév",
    password="Jelszó",
    number="6 jegyű szám",
    sign_in="Bejelentkezés",
    sign_out="Kijelentkezés",
    save="Mentés",
    switch_it_off="Kikapcsolás",
    menu="Menü",
    warning="Figyelmeztetés",
    phone_warning="nem tud bejelentkezni a hitelesítő alkalmazás nélkül, ezért gondoljon erre, mielőtt okostelefont cserél",
    wifi_warning="Ha az alkalmazást Wi-Fi-kapcsolaton tölti le, elkerülheti az adatforgalmi díjakat",
    administrator_tip="Ez a megoldás, ha egy felhasználó nem fér hozzá a hitelesítő alkalmazáshoz, például mert a telefonja "
    "elveszett vagy elromlott. Csak rendszergazdai jogokkal rendelkező felhasználó teheti meg.",
)
