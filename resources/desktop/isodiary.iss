; The installer for Windows, by Inno Setup 6, of the folder that PyInstaller made:
;     iscc /DVersion=0.2.0 /DFolder=dist\isodiary resources\desktop\isodiary.iss
; For the user alone, without an administrator's rights. The diary is not touched, neither when this
; is installed nor when it is taken off. Not run by us yet.
#ifndef Version
  #error Say /DVersion=...
#endif
#ifndef Folder
  #error Say /DFolder=...
#endif

[Setup]
AppId={{6E2D7C0B-5B0E-4C57-9B0F-2B6B0D1E4A52}
AppName=isodiary
AppVersion={#Version}
AppPublisher=isodiary contributors
DefaultDirName={autopf}\isodiary
DefaultGroupName=isodiary
DisableProgramGroupPage=yes
PrivilegesRequired=lowest
LicenseFile=..\..\LICENSE
OutputDir=..\..\dist
OutputBaseFilename=isodiary-{#Version}-windows-x86_64-setup
SetupIconFile=..\..\build\icons\isodiary.ico
UninstallDisplayIcon={app}\isodiary-window.exe
Compression=lzma2
SolidCompression=yes
ArchitecturesAllowed=x64compatible
ArchitecturesInstallIn64BitMode=x64compatible
MinVersion=10.0

[Files]
Source: "..\..\{#Folder}\*"; DestDir: "{app}"; Flags: recursesubdirs createallsubdirs ignoreversion

[Icons]
Name: "{group}\isodiary"; Filename: "{app}\isodiary-window.exe"; AppUserModelID: "org.isodiary.IsoDiary"

[Run]
Filename: "{app}\isodiary-window.exe"; Description: "Start isodiary"; Flags: nowait postinstall skipifsilent
