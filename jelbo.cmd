<# : batch part
@rem Jelbo's command line on Windows: builds what is out of date, then runs java.
@rem
@rem   jelbo ARGS
@rem
@rem JAVA_HOME   the JDK to use, 17 or newer; without it the java on PATH
@rem JELBO_OPTS  options of java, such as -Xmx8g or -XX:ActiveProcessorCount=1
@echo off
setlocal
set "JELBO_SELF=%~f0"
set "JELBO_ROOT=%~dp0"
set "JELBO_JAVA=java.exe"
if defined JAVA_HOME set "JELBO_JAVA=%JAVA_HOME%\bin\java.exe"
if not defined TF_CPP_MIN_LOG_LEVEL set "TF_CPP_MIN_LOG_LEVEL=1"
powershell -NoProfile -Command "& ([ScriptBlock]::Create((Get-Content -Raw -LiteralPath $env:JELBO_SELF)))" <nul
if errorlevel 1 exit /b %errorlevel%
set "JELBO_COLLECTOR=-XX:+UseSerialGC"
if defined JELBO_OPTS if not "%JELBO_OPTS:-XX:+Use=%"=="%JELBO_OPTS%" set "JELBO_COLLECTOR="
"%JELBO_JAVA%" %JELBO_COLLECTOR% %JELBO_OPTS% "@%JELBO_ROOT%samples\target\jelbo.args" %*
exit /b %errorlevel%
: end of the batch part, PowerShell from here #>

$ErrorActionPreference = 'Stop'
$root = $env:JELBO_ROOT.TrimEnd('\')
$java = $env:JELBO_JAVA
$target = Join-Path $root 'samples\target'
$arguments = Join-Path $target 'jelbo.args'
$libraries = Join-Path $target 'quick\libraries.classpath'
# The java launcher reads argument files in the system's code page.
$encoding = [Text.Encoding]::Default

function Refuse($status, $expected, $remedy) {
  [Console]::Error.WriteLine("at ./jelbo:`n  expected $expected`n  try: $remedy")
  exit $status
}

# ---- the JDK ----

$install = 'install a JDK (for instance Eclipse Temurin 17) and set JAVA_HOME to its folder'
try {
  $start = New-Object Diagnostics.ProcessStartInfo $java, '-version'
  $start.UseShellExecute = $false
  $start.RedirectStandardError = $true
  $process = [Diagnostics.Process]::Start($start)
  $text = $process.StandardError.ReadToEnd()
  $process.WaitForExit()
} catch {
  Refuse 2 "a JDK 17 or newer, but found no $java" $install
}
if ($text -notmatch 'version "(1\.)?(\d+)[^"]*"') {
  Refuse 2 "a JDK 17 or newer, but found that $java does not run" $install
}
$major = [int] $Matches[2]
if ($major -lt 17) { Refuse 2 "a JDK 17 or newer, but found Java $major ($java)" $install }
if ($env:JELBO_PROFILE) {
  Refuse 2 "JELBO_PROFILE to be unset on Windows, but found '$env:JELBO_PROFILE'" 'set JELBO_PROFILE='
}

# ---- the build ----

$identity = "# cpu java-$major $root"

function Test-UpToDate {
  if (-not (Test-Path -LiteralPath $arguments -PathType Leaf)) { return $false }
  if ([IO.File]::ReadAllLines($arguments, $encoding)[0] -cne $identity) { return $false }
  $stamp = (Get-Item -LiteralPath $arguments).LastWriteTimeUtc
  $sources = @(Get-Item "$root\pom.xml", "$root\*\pom.xml", "$root\*\src\main", "$root\.mvn", "$root\jelbo.cmd" -Force)
  $sources += @(Get-ChildItem "$root\*\src\main", "$root\.mvn" -Recurse -Force)
  if ($sources | Where-Object { $_.LastWriteTimeUtc -gt $stamp } | Select-Object -First 1) { return $false }
  if (-not (Test-Path -LiteralPath $libraries)) { return $false }
  foreach ($library in [IO.File]::ReadAllText($libraries).Split(';')) {
    if (-not (Test-Path -LiteralPath $library.Trim() -PathType Leaf)) { return $false }
  }
  return $true
}

function Invoke-Tool($tool, $options) {
  $ErrorActionPreference = 'Continue'
  & $tool @options | ForEach-Object { [Console]::Error.WriteLine($_) }
  if ($LASTEXITCODE -ne 0) {
    Refuse 1 'the build to pass, but it failed: nothing was run' './mvnw -Djelbo.quick compile'
  }
}

function Build {
  $first = ''
  if (-not (Test-Path -LiteralPath $arguments)) { $first = '; the first build downloads TensorFlow, about 200 MB' }
  [Console]::Error.WriteLine("jelbo: building (quality checks off; ./mvnw verify runs them$first)")
  # A file edited while Maven runs must be newer than the stamp.
  $begun = [DateTime]::UtcNow
  $jars = Join-Path $target ('jars.' + [IO.Path]::GetRandomFileName())
  [void] (New-Item -ItemType Directory -Force -Path $jars)
  Push-Location -LiteralPath $root
  Invoke-Tool "$root\mvnw.cmd" @('-q', '-B', '-Djelbo.quick', 'process-classes')
  Pop-Location
  $jar = 'jar.exe'
  if ($env:JAVA_HOME) { $jar = "$env:JAVA_HOME\bin\jar.exe" }
  $path = @()
  foreach ($module in 'samples', 'models', 'inference', 'dsl') {
    Invoke-Tool $jar @('--create', '--no-compress', '--file', "$jars\$module.jar", '-C', "$root\$module\target\quick\classes", '.')
    $path += "$jars\$module.jar"
  }
  $path += [IO.File]::ReadAllText($libraries).Trim()
  $lines = @($identity, '-Djava.awt.headless=true')
  if ($major -ge 24) {
    # Java asks who may call native code and reach memory outside of its heap: TensorFlow.
    $lines += @('--enable-native-access=ALL-UNNAMED', '--sun-misc-unsafe-memory-access=allow')
  }
  $lines += @('-cp', ('"' + ($path -join ';').Replace('\', '\\') + '"'), 'org.jelbo.samples.command.Main')
  [IO.File]::WriteAllLines("$jars\arguments", $lines, $encoding)
  (Get-Item -LiteralPath "$jars\arguments").LastWriteTimeUtc = $begun
  Move-Item -Force -LiteralPath "$jars\arguments" -Destination $arguments
  # Windows keeps the jars of programs that still run.
  Get-ChildItem -LiteralPath $target -Directory -Filter 'jars.*' |
    Where-Object { $_.FullName -ne $jars -and $_.LastWriteTimeUtc -lt $begun.AddMinutes(-10) } |
    Remove-Item -Recurse -Force -ErrorAction SilentlyContinue
}

if (-not (Test-UpToDate)) {
  $mutex = New-Object Threading.Mutex $false, ('jelbo-' + ($root.ToLowerInvariant() -replace '[^a-z0-9]', '-'))
  try { [void] $mutex.WaitOne() } catch [Threading.AbandonedMutexException] { }
  try {
    if (-not (Test-UpToDate)) { Build }
  } finally {
    $mutex.ReleaseMutex()
  }
}
exit 0
